import { writeFile } from 'node:fs/promises';
import type { MessageChange } from '../../shared/app/simulate/compare-messages.ts';
import type { LoggedMessage } from '../../shared/app/simulate/message-log.ts';
import { PerennialError } from '../../shared/perennial-error.ts';

const HEADER =
  'customer_id,campaign,step,change,before_at,after_at,before_channel,after_channel,before_template,after_template,before_offer,after_offer';

/** Writes each customer's changes as CSV (RFC 4180), times in UTC. Throws `CLI.NOT_WRITTEN`. */
export async function writeChanges(file: string, changes: readonly MessageChange[]): Promise<void> {
  const lines = changes.map((change) => {
    const before = 'before' in change ? change.before : undefined;
    const after = 'after' in change ? change.after : undefined;
    const pair = (of: (message: LoggedMessage) => string) => [
      before === undefined ? '' : of(before),
      after === undefined ? '' : of(after),
    ];
    return [
      change.customerId,
      change.campaign,
      change.step,
      change.kind,
      ...pair(({ at }) => new Date(at).toISOString()),
      ...pair(({ channel }) => channel),
      ...pair(({ template }) => template),
      ...pair(({ offer }) => (offer === undefined ? '' : JSON.stringify(offer))),
    ]
      .map(cell)
      .join(',');
  });
  try {
    await writeFile(file, `${[HEADER, ...lines].join('\r\n')}\r\n`);
  } catch (cause) {
    throw new PerennialError('CLI.NOT_WRITTEN', {
      message: `The file ${file} cannot be written. Name another one with --changes.`,
      details: { file },
      cause,
    });
  }
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
