import { copyFileSync, existsSync, rmSync } from 'node:fs';

/** Copies an open SQLite file with its log: what the next process would find if this one died now. */
export function copyAsIfKilled(file: string, copy: string): void {
  for (const end of ['', '-wal']) {
    rmSync(`${copy}${end}`, { force: true });
    if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, `${copy}${end}`);
  }
}
