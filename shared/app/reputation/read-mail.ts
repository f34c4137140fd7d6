import { DAY_MS, type Instant } from '../../domain/instant.ts';
import { addTallies, type MailTally, tallyDay } from '../../domain/reputation/mail-tally.ts';
import type { Key, Table } from '../../ports.ts';
import { campaignDayCountersKey, mailCountersKey } from '../item-keys.ts';
import { readCounters } from '../report/read-counters.ts';

/** From the first instant on, up to the last, by when a mail was sent. */
export interface MailWindow {
  readonly since: Instant;
  readonly until: Instant;
}

/** What became of all mails of a window: one read of each of its days. */
export const readAllMail = (window: MailWindow, table: Table): Promise<MailTally> =>
  readDays(window, mailCountersKey, table);

/** What became of the mails of one campaign, under any of its names. */
export async function readCampaignMail(
  names: readonly string[],
  window: MailWindow,
  table: Table,
): Promise<MailTally> {
  const tallies = names.map((name) => readDays(window, (day) => campaignDayCountersKey(name, day), table));
  return addTallies(await Promise.all(tallies));
}

async function readDays(
  { since, until }: MailWindow,
  keyOf: (day: string) => Key,
  table: Table,
): Promise<MailTally> {
  const days: string[] = [];
  for (let at = since - (since % DAY_MS); at < until; at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  const items = await table.getMany(days.map(keyOf));
  return addTallies(
    items.flatMap((item, position) => {
      const day = days[position];
      if (item === undefined || day === undefined) return [];
      return [tallyDay(day, readCounters(item), since, until)];
    }),
  );
}
