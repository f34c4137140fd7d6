import { access, constants } from 'node:fs/promises';
import type { Finding } from '../finding.ts';

/** Whether there is a browser for the tests of the page. */
export async function checkChromium(): Promise<Finding> {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const isThere = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return { name: 'Chromium', status: 'ok', detail: candidate };
  }
  return {
    name: 'Chromium',
    status: 'missing',
    detail: 'Only the tests of the page need it: install chromium, or name it in CHROMIUM_PATH.',
  };
}
