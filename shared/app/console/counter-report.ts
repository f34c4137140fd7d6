import { type Claim, claimSchema } from '../../domain/message/claim.ts';

/** Minor units by ISO 4217 currency. */
export type MoneyByCurrency = Readonly<Record<string, number>>;

/** How a message that was asked for ended. */
type Outcome = Exclude<Claim['status'], 'claimed'>;

const OUTCOMES = claimSchema.shape.status.exclude(['claimed']).options;
const isOutcome = (name: string): name is Outcome => OUTCOMES.some((outcome) => outcome === name);

/** What became of the messages of one campaign step. */
export interface MessageReport {
  readonly campaign: string;
  readonly step: string;
  readonly requested: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Counts by reason, largest first. */
  readonly suppressed: readonly { readonly reason: string; readonly count: number }[];
}

/** Counters of a day or of all time, sorted out by what they count. */
export interface CounterReport {
  readonly orders: number;
  readonly refunds: number;
  /** Customers seen for the first time. */
  readonly customers: number;
  readonly revenue: MoneyByCurrency;
  readonly refunded: MoneyByCurrency;
  /** By campaign, then step. */
  readonly messages: readonly MessageReport[];
}

interface MessageTally {
  readonly campaign: string;
  readonly step: string;
  requested: number;
  readonly outcomes: Record<Outcome, number>;
  readonly suppressed: { reason: string; count: number }[];
}

/**
 * Sorts the counters of one item out by the grammar of their names (see the report area's `counter`). Names that are
 * not known, and gauges, are left to others.
 */
export function reportCounters(counters: Readonly<Record<string, number>>): CounterReport {
  const revenue: Record<string, number> = {};
  const refunded: Record<string, number> = {};
  const messages = new Map<string, MessageTally>();

  for (const [name, count] of Object.entries(counters)) {
    const dot = name.indexOf('.');
    if (dot === -1) continue;
    const subject = name.slice(dot + 1);
    const what = name.slice(0, dot);
    if (what === 'revenue') revenue[subject] = count;
    else if (what === 'refunded') refunded[subject] = count;
    else if (what === 'requested' || what === 'suppressed' || isOutcome(what)) {
      const [campaign = '', step = '', reason = ''] = subject.split('/');
      const tally = messages.get(`${campaign}/${step}`) ?? emptyTally(campaign, step);
      messages.set(`${campaign}/${step}`, tally);
      if (what === 'requested') tally.requested += count;
      else if (what === 'suppressed') tally.suppressed.push({ reason, count });
      else tally.outcomes[what] += count;
    }
  }

  return {
    orders: counters.orders ?? 0,
    refunds: counters.refunds ?? 0,
    customers: counters.customers ?? 0,
    revenue,
    refunded,
    messages: [...messages.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => settle(tally)),
  };
}

const emptyTally = (campaign: string, step: string): MessageTally => ({
  campaign,
  step,
  requested: 0,
  outcomes: { sent: 0, rejected: 0, uncertain: 0, expired: 0, withdrawn: 0, unrenderable: 0 },
  suppressed: [],
});

const settle = (tally: MessageTally): MessageReport => ({
  ...tally,
  suppressed: tally.suppressed.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
});
