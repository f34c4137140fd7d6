import { mkdirSync } from 'node:fs';
import { PerennialError } from '../shared/perennial-error.ts';

/** Makes a folder that an option names, with those above it; one that is there stays. Throws `CLI.NO_FOLDER`. */
export function makeFolder(folder: string, option: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new PerennialError('CLI.NO_FOLDER', {
      message: `The folder ${folder} cannot be made (${code}). Name another one with ${option}.`,
      details: { folder },
      cause,
    });
  }
}
