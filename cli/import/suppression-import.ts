import type { Command } from 'commander';
import * as z from 'zod';
import { ADDRESSES_PER_REQUEST } from '../../infra/local/http/consent-routes.ts';
import {
  type ImportedSuppressions,
  importSuppressions,
  type ListedAddress,
} from '../../shared/app/suppression/import-suppressions.ts';
import { printResult } from '../print-result.ts';
import { addPrivacyOptions, onStoredCustomers, type PrivacyTarget } from '../privacy/privacy-target.ts';
import { RejectedRows } from '../rejected-rows.ts';
import { askServer } from '../start/ask-server.ts';
import { importText } from './import-text.ts';
import { readSuppressions } from './read-suppressions.ts';

interface Options extends PrivacyTarget {
  readonly dryRun?: boolean;
}

/** Adds `import suppressions`: each address of a list is kept by its hash, and nothing goes to it any more. */
export function addSuppressionImport(parent: Command): void {
  const command = parent
    .command('suppressions')
    .argument('<file>', 'CSV, JSON lines, or the suppression list of SES; as it is or packed by gzip')
    .description('read a list of addresses and numbers that nothing is to go to; only their hashes are kept')
    .option('--dry-run', 'say what would be kept, and keep nothing');
  addPrivacyOptions(command).action(async (file: string, options: Options) => {
    const rejected = new RejectedRows(file, false);
    const listed: ListedAddress[] = [];
    for await (const row of readSuppressions(importText(file), Date.now())) {
      if (row.kind === 'rejected') rejected.add(row);
      else listed.push(row);
    }
    const done = options.dryRun === true ? undefined : await keep(listed, options);
    const { count, byReason, first } = rejected;
    const result = { file, read: listed.length, ...done, rejected: { count, byReason, first } };
    printResult(result, [...resultLines(listed, done), ...rejected.lines()], options.json ?? false);
    if (listed.length === 0) process.exitCode = 1;
  });
}

const importedSchema = z.object({ added: z.number(), known: z.number() });

async function keep(listed: readonly ListedAddress[], target: PrivacyTarget): Promise<ImportedSuppressions> {
  const viaServer = target.table === undefined ? await keepInRun(listed, target.data) : undefined;
  return (
    viaServer ??
    (await onStoredCustomers(target, ({ table, secret }) => importSuppressions(listed, { table, secret })))
  );
}

/** Undefined where no run holds the folder. */
async function keepInRun(
  listed: readonly ListedAddress[],
  data: string,
): Promise<ImportedSuppressions | undefined> {
  let sum = { added: 0, known: 0 };
  for (let start = 0; start === 0 || start < listed.length; start += ADDRESSES_PER_REQUEST) {
    const addresses = listed.slice(start, start + ADDRESSES_PER_REQUEST);
    const answer = await askServer(data, '/api/suppressions', importedSchema, { addresses });
    if (answer === undefined) return undefined;
    const { added, known } = answer;
    sum = { added: sum.added + added, known: sum.known + known };
  }
  return sum;
}

function resultLines(listed: readonly ListedAddress[], done: ImportedSuppressions | undefined): string[] {
  const emails = listed.filter(({ channel }) => channel === 'email').length;
  const numbers = listed.length - emails;
  const read = `${emails} e-mail ${emails === 1 ? 'address' : 'addresses'} and ${numbers} ${numbers === 1 ? 'number' : 'numbers'}`;
  if (done === undefined) return [`Read ${read}. Nothing was kept: this was a dry run.`];
  return [
    `Read ${read}: ${done.added} are suppressed from now on, ${done.known} were before.`,
    'Only their hashes are kept.',
  ];
}
