import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { exportCustomer } from '../../shared/app/privacy/export-customer.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { printResult } from '../print-result.ts';
import { exportOfServer } from '../privacy/export-of-server.ts';
import {
  addPrivacyOptions,
  onStoredCustomers,
  operatorName,
  type PrivacyTarget,
} from '../privacy/privacy-target.ts';

interface ExportOptions extends PrivacyTarget {
  readonly out?: string;
  readonly by?: string;
}

export function addExportCommand(program: Command): void {
  const command = program
    .command('export')
    .argument('<id>', 'the customer id that the shop gives')
    .description('give out all that is kept of a customer, as one JSON object (schema: customer-export)')
    .option('--out <file>', 'file to write to, which only you may read; standard output where not given')
    .option('--by <name>', 'who asks for it, for the audit; the user of this machine where not given');
  addPrivacyOptions(command).action(async (id: string, options: ExportOptions) => {
    const by = options.by ?? operatorName();
    const served = options.table === undefined ? await exportOfServer(options.data, id, by) : undefined;
    const give = (pieces: AsyncIterable<string>) => write(pieces, options.out);
    if (served !== undefined) await give(served);
    else await onStoredCustomers(options, (deps) => give(exportCustomer(id, by, deps)));
    if (options.out !== undefined)
      printResult(
        { customerId: id, file: options.out },
        [`Written to ${options.out}.`],
        options.json ?? false,
      );
  });
}

async function write(pieces: AsyncIterable<string>, file: string | undefined): Promise<void> {
  if (file === undefined) {
    for await (const piece of pieces) process.stdout.write(piece);
    return;
  }
  const iterator = pieces[Symbol.asyncIterator]();
  // Nobody of this id: then no file is made either.
  const first = await iterator.next();
  try {
    await pipeline(
      async function* () {
        for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
      },
      createWriteStream(file, { mode: 0o600 }),
    );
  } catch (cause) {
    if (cause instanceof PerennialError) throw cause;
    throw new PerennialError('CLI.NOT_WRITTEN', {
      message: `The file ${file} cannot be written. Name another one with --out.`,
      details: { file },
      cause,
    });
  }
}
