import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { jsonSchemas } from '../../shared/config/json-schemas.ts';
import { makeFolder } from '../make-folder.ts';
import { alignColumns, printResult } from '../print-result.ts';

export function addSchemasCommand(program: Command): void {
  program
    .command('schemas')
    .description('write the JSON Schemas of the shop files and events, which editors read while you type')
    .option('--out <dir>', 'folder to write to', join('shop', '.schemas'))
    .option('--json', 'print the schemas as one JSON object and write nothing')
    .action(async (options: { out: string; json?: boolean }) => {
      const schemas = jsonSchemas();
      if (options.json) {
        printResult(schemas, [], true);
        return;
      }
      makeFolder(options.out, '--out');
      const files = Object.entries(schemas).map(([name, schema]) => ({
        name,
        file: join(options.out, `${name}.json`),
        text: `${JSON.stringify(schema, null, 2)}\n`,
      }));
      await Promise.all(files.map(({ file, text }) => writeFile(file, text)));
      printResult({}, ['Written:', ...alignColumns(files.map(({ name, file }) => [name, file]))], false);
    });
}
