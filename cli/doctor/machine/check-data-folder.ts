import { access, constants, mkdir } from 'node:fs/promises';
import type { Finding } from '../finding.ts';

/** Whether the local runtime can write to its folder, which is made where it is not there. */
export async function checkDataFolder(folder: string): Promise<Finding> {
  const name = `Data folder ${folder}`;
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return { name, status: 'ok', detail: 'can be written' };
  } catch {
    return { name, status: 'broken', detail: 'cannot be written. Give another one with --data.' };
  }
}
