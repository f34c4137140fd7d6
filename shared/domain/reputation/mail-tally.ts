import type { Instant } from '../instant.ts';
import type { Claim } from '../message/claim.ts';

/** What became of mails: those that the provider took, and of these those that bounced for good or were complained of. */
const MAIL_COUNTS = ['mailed', 'bounced', 'complained'] as const;
export type MailCount = (typeof MAIL_COUNTS)[number];
export type MailTally = Readonly<Record<MailCount, number>>;

const NO_MAIL: MailTally = { mailed: 0, bounced: 0, complained: 0 };

/** SES does not count what its own list of the account kept back (Amazon SES, "Bounce types", on `OnAccountSuppressionList`). */
const KEPT_BACK = 'OnAccountSuppressionList';

/**
 * What one claim adds to the tally of the time at which its mail was sent; undefined for a text, and for what was not sent. A
 * bounce that may pass adds nothing but the mail.
 */
export function mailCountsOf({ channel, status, delivery }: Claim): readonly MailCount[] | undefined {
  if (channel !== 'email' || status !== 'sent') return undefined;
  const { status: told, reason = '' } = delivery ?? {};
  if (reason.endsWith(KEPT_BACK)) return ['mailed'];
  if (told === 'complained') return ['mailed', 'complained'];
  return told === 'bounced' && reason.startsWith('Permanent/') ? ['mailed', 'bounced'] : ['mailed'];
}

/** Length of the stretches in which mails are counted, in milliseconds. */
export const STRETCH_MS = 900_000;

/** Name of a count in the item of a day (UTC): "bounced@0715" is of the mails sent from 7:15 to 7:30. */
export function mailCounter(count: MailCount, sentAt: Instant): string {
  const start = new Date(Math.floor(sentAt / STRETCH_MS) * STRETCH_MS).toISOString();
  return `${count}@${start.slice(11, 13)}${start.slice(14, 16)}`;
}

/** The first stretch that begins at or after an instant. */
export const nextStretch = (at: Instant): Instant => Math.ceil(at / STRETCH_MS) * STRETCH_MS;

/** The numbers of one day (UTC) in its stretches that begin in [since, until); names that count something else are passed over. */
export function tallyDay(
  day: string,
  counters: Readonly<Record<string, number>>,
  since: Instant,
  until: Instant,
): MailTally {
  const tally = { ...NO_MAIL };
  for (const [name, number] of Object.entries(counters)) {
    const [, count, hour, minute] = /^(mailed|bounced|complained)@(\d\d)(\d\d)$/.exec(name) ?? [];
    const kind = MAIL_COUNTS.find((each) => each === count);
    const at = Date.parse(`${day}T${hour}:${minute}Z`);
    if (kind !== undefined && at >= since && at < until) tally[kind] += number;
  }
  return tally;
}

/** Sums tallies. */
export function addTallies(tallies: readonly MailTally[]): MailTally {
  const sum = { ...NO_MAIL };
  for (const tally of tallies) for (const count of MAIL_COUNTS) sum[count] += tally[count];
  return sum;
}
