import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const serverSchema = z.object({ port: z.int(), pid: z.int() });
const fileIn = (data: string): string => join(data, 'server.json');

/** Notes where the run that holds this data folder can be asked. */
export const noteServer = (data: string, port: number): void =>
  writeFileSync(fileIn(data), `${JSON.stringify({ port, pid: process.pid })}\n`);

export const forgetServer = (data: string): void => rmSync(fileIn(data), { force: true });

/** Where to ask the run that holds this data folder; undefined where none does. */
export function runningServer(data: string): string | undefined {
  try {
    const { port, pid } = serverSchema.parse(JSON.parse(readFileSync(fileIn(data), 'utf8')));
    // A killed run could not take its note away, and its port may be another shop's by now.
    process.kill(pid, 0);
    return `http://localhost:${port}`;
  } catch {
    return undefined;
  }
}
