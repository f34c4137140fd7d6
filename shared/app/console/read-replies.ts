import { DAY_MS } from '../../domain/instant.ts';
import type { Clock, Table } from '../../ports.ts';
import { feedbackCountersKey } from '../item-keys.ts';
import { countersOf } from './stored-body.ts';

/** What customers answered to texts, and what providers told that has no place, in the last days. */
export interface ReplyReport {
  /** Days (UTC) that it tells of, today among them. */
  readonly days: number;
  /** Texts that came in, by what they asked for; unread: anything else, which people read at the provider. */
  readonly replies: Readonly<Record<'stop' | 'start' | 'help' | 'unread', number>>;
  /** What was told of messages that are not on record: of customers who were erased, or past their time. */
  readonly unknownMessages: number;
  /** What was told of messages that another system sent. */
  readonly withoutReference: number;
  /** What could not be read, and waits with the reason in the dead-letter queue. */
  readonly parked: number;
}

const DAYS = 30;

/** Adds up the counters of the last 30 days. */
export async function readReplies({
  table,
  clock,
}: {
  readonly table: Table;
  readonly clock: Clock;
}): Promise<ReplyReport> {
  const now = clock.now();
  const keys = Array.from({ length: DAYS }, (_, days) =>
    feedbackCountersKey(new Date(now - days * DAY_MS).toISOString().slice(0, 10)),
  );
  const counted = (await table.getMany(keys)).map(countersOf);
  const sum = (name: string): number => counted.reduce((total, day) => total + (day[name] ?? 0), 0);
  return {
    days: DAYS,
    replies: {
      stop: sum('reply.stop'),
      start: sum('reply.start'),
      help: sum('reply.help'),
      unread: sum('reply.unread'),
    },
    unknownMessages: sum('unknown-message'),
    withoutReference: sum('without-reference'),
    parked: sum('parked'),
  };
}
