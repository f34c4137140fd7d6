import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { jsonSchemas } from '../../shared/config/json-schemas.ts';
import { campaignFilesPage } from '../../shared/config/page/campaign-files-page.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { makeFolder } from '../make-folder.ts';
import { alignColumns, printResult } from '../print-result.ts';

interface SchemasOptions {
  readonly out: string;
  readonly docs?: string;
  readonly json?: boolean;
}

export function addSchemasCommand(program: Command): void {
  program
    .command('schemas')
    .description('write the JSON Schemas of the shop files and events, which editors read while you type')
    .option('--out <dir>', 'folder to write to', join('shop', '.schemas'))
    .option('--docs <file>', 'write the reference of campaign files made from them instead, as Markdown')
    .option('--json', 'print the schemas as one JSON object and write nothing')
    .action(async (options: SchemasOptions) => {
      if (options.json) {
        printResult(jsonSchemas(), [], true);
        return;
      }
      const written =
        options.docs === undefined ? await writeSchemas(options.out) : await writeDocs(options.docs);
      printResult({}, ['Written:', ...alignColumns(written)], false);
    });
}

type WrittenFile = readonly [name: string, file: string];

async function writeSchemas(out: string): Promise<WrittenFile[]> {
  makeFolder(out, '--out');
  const files = Object.entries(jsonSchemas()).map(([name, schema]) => ({
    name,
    file: join(out, `${name}.json`),
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }));
  await Promise.all(files.map(({ file, text }) => writeFile(file, text)));
  return files.map(({ name, file }): WrittenFile => [name, file]);
}

async function writeDocs(file: string): Promise<WrittenFile[]> {
  makeFolder(dirname(file), '--docs');
  try {
    await writeFile(file, campaignFilesPage());
  } catch (cause) {
    throw new PerennialError('CLI.NOT_WRITTEN', {
      message: `The file ${file} cannot be written. Name another one with --docs.`,
      details: { file },
      cause,
    });
  }
  return [['campaign files', file]];
}
