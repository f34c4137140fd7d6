import { type Command, Option } from 'commander';
import * as z from 'zod';
import { eraseCustomer } from '../../shared/app/privacy/erase-customer.ts';
import { weighCustomer } from '../../shared/app/privacy/weigh-customer.ts';
import { alignColumns, printResult } from '../print-result.ts';
import { liftedLines, liftStoredErasure } from '../privacy/lift-stored-erasure.ts';
import {
  addPrivacyOptions,
  onStoredCustomers,
  operatorName,
  type PrivacyTarget,
} from '../privacy/privacy-target.ts';
import { askServer } from '../start/ask-server.ts';

interface EraseOptions extends PrivacyTarget {
  readonly yes?: boolean;
  readonly by?: string;
  readonly lift?: boolean;
  readonly reason?: string;
  readonly email?: string;
  readonly phone?: string;
}

export function addEraseCommand(program: Command): void {
  const command = program
    .command('erase')
    .argument('<id>', 'the customer id that the shop gives')
    .description('erase a customer and all that names them, for good; without --yes, say what would go')
    .option('--yes', 'do it')
    .option('--by <name>', 'who asks for it, for the audit; the user of this machine where not given')
    .addOption(
      new Option('--lift', 'let somebody who was erased begin anew under the same id').conflicts('yes'),
    )
    .option('--reason <text>', 'with --lift: why, for the audit, without naming anybody')
    .option('--email <address>', 'with --lift: an address of theirs that may be written to again')
    .option('--phone <number>', 'with --lift: likewise a number, with its country code');
  addPrivacyOptions(command).action(async (id: string, options: EraseOptions) => {
    const { reason, email, phone } = options;
    if (options.lift === true) {
      if (reason === undefined) return command.error("error: option '--lift' needs '--reason <text>'");
      const by = options.by ?? operatorName();
      const lifted = await liftStoredErasure(id, { by, reason, email, phone }, options);
      printResult({ ...lifted, lifted: true }, liftedLines(lifted), options.json ?? false);
      return;
    }
    if (options.yes !== true) {
      const weight = await weigh(id, options);
      printResult({ customerId: id, ...weight, done: false }, weightLines(id, weight), options.json ?? false);
      return;
    }
    const erasure = await erase(id, options.by ?? operatorName(), options);
    printResult({ ...erasure, done: true }, erasureLines(erasure), options.json ?? false);
  });
}

const countsSchema = z.record(z.string(), z.number());
const weightSchema = z.object({ items: countsSchema, erasure: z.enum(['none', 'erasing', 'erased']) });
const erasureSchema = z.object({
  subject: z.string(),
  startedAt: z.number(),
  finishedAt: z.number(),
  removed: countsSchema,
  isNew: z.boolean(),
});
type Weight = z.infer<typeof weightSchema>;
type Erased = z.infer<typeof erasureSchema>;

async function weigh(id: string, target: PrivacyTarget): Promise<Weight> {
  const answer =
    target.table === undefined
      ? await askServer(target.data, `/api/customers/${encodeURIComponent(id)}/weight`, weightSchema)
      : undefined;
  if (answer !== undefined) return answer;
  return await onStoredCustomers(target, (deps) => weighCustomer(id, deps));
}

async function erase(id: string, by: string, target: PrivacyTarget): Promise<Erased> {
  const answer =
    target.table === undefined
      ? await askServer(target.data, `/api/customers/${encodeURIComponent(id)}/erase`, erasureSchema, { by })
      : undefined;
  if (answer !== undefined) return answer;
  return await onStoredCustomers(target, (deps) => eraseCustomer(id, by, deps));
}

const countLines = (counts: Readonly<Record<string, number>>): string[] =>
  alignColumns(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));

function weightLines(id: string, { items, erasure }: Weight): string[] {
  if (erasure === 'erased' && Object.keys(items).length === 0)
    return [`Customer ${id} has been erased: nothing is left.`];
  return [
    ...(erasure === 'erasing' ? [`An erasure of customer ${id} was cut short. What is left:`] : []),
    ...(erasure === 'none'
      ? [`What would go of customer ${id}, beside mails, queues and changes that name them:`]
      : []),
    ...(erasure === 'erased' ? [`Customer ${id} has been erased, and yet there is:`] : []),
    ...countLines(items),
    'Nothing was changed. To erase it for good, add --yes.',
  ];
}

const erasureLines = ({ subject, removed, isNew }: Erased): string[] => [
  isNew ? 'Erased. What went:' : 'Had been erased before; what went then and now:',
  ...countLines(removed),
  `The audit knows it as ${subject}.`,
];
