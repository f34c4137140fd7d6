/**
 * SES in a process of its own, so that nothing else keeps it from its clock: `ses-provider-process.ts OPTIONS`. OPTIONS is JSON. It
 * writes where it listens, and ends with the process that began it.
 */
import { writeSync } from 'node:fs';
import { startSesProvider } from './ses-provider.ts';

const [, , options = ''] = process.argv;
const provider = await startSesProvider(JSON.parse(options));
writeSync(1, `${provider.endpoint}\n`);
process.stdin.on('end', () => process.exit()).resume();
