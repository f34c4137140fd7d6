import { describe, expect, it } from 'vitest';
import { createLane } from '../../../../../shared/app/deliver/pace/create-lane.ts';
import { type Demand, takeSlots } from '../../../../../shared/app/deliver/pace/take-slots.ts';
import { readDeliverability } from '../../../../../shared/app/reputation/read-deliverability.ts';
import { DEFAULT_DELIVERY } from '../../../../../shared/domain/delivery-rules.ts';
import { DAY_MS } from '../../../../../shared/domain/instant.ts';
import { type WarmUpRules, warmUpDay } from '../../../../../shared/domain/reputation/warm-up.ts';
import { memoryTable } from '../../../../support/memory-table.ts';
import { rulesWith } from '../../../../support/rules.ts';

const NOON = Date.UTC(2026, 2, 3, 12);
const MIDNIGHT = Date.UTC(2026, 2, 4);
const KEY = { pk: 'pace', sk: 'email' };
const RULES: WarmUpRules = {
  from: { year: 2026, month: 3, day: 3 },
  mails: { kind: 'growth', firstDay: 4, growth: 2 },
};
const quota = { perSecond: 1000, sentLastDay: 0, readAt: NOON, taken: 0 };
const demand = (isPromotional: boolean, isAgain = false): Demand => ({
  weight: 1,
  isPromotional,
  patienceMs: 15_000,
  isAgain,
});
const warmUp = (now: number) => warmUpDay(RULES, 'UTC', now);
const kinds = (slots: readonly { readonly status: string }[]) => slots.map(({ status }) => status);

describe('the warm-up of a new domain', () => {
  it('lets so many promotional mails go a day; transactional ones pass, and count', () => {
    const demands = [demand(true), demand(true), demand(true), demand(false), demand(true)];
    const first = takeSlots({ free: 0, quota }, demands, { share: 1, warmUp: warmUp(NOON) }, NOON);
    expect(kinds(first.slots)).toEqual(['slot', 'slot', 'slot', 'slot', 'later']);
    expect(first.slots.at(-1)).toEqual({ status: 'later', until: MIDNIGHT, reason: 'warm-up' });
    const full = { ...first.pace, quota: first.pace.quota ?? quota };
    const again = [demand(false), demand(true, true), demand(true)];
    const more = takeSlots(full, again, { share: 1, warmUp: warmUp(NOON) }, NOON);
    expect(kinds(more.slots)).toEqual(['slot', 'slot', 'later']);
    expect(more.pace.warmUp).toEqual({ day: 1, mails: 4, endsAt: MIDNIGHT, taken: 5 });
  });

  it('is shared by all who deliver, begins anew with the next day of the shop, and is told of', async () => {
    const table = memoryTable();
    const moment = { now: NOON };
    const lane = () =>
      createLane(KEY, {
        table,
        clock: { now: () => moment.now },
        quota: async () => ({ perSecond: 1000, sentLastDay: 0 }),
        settings: { share: 1 },
        warmUp,
        wait: async () => await new Promise(setImmediate),
      });
    const rules = rulesWith({ delivery: { ...DEFAULT_DELIVERY, warmUp: RULES } });
    const told = async () => (await readDeliverability(table, moment.now, rules)).warmUp;
    expect(await told()).toEqual({ day: 1, mails: 4, left: 4 });
    const [one, other] = [lane(), lane()];
    const taken = await Promise.all([
      one.reserve([demand(true), demand(true), demand(true)]),
      other.reserve([demand(true), demand(true), demand(true)]),
    ]);
    expect(kinds(taken.flat()).filter((kind) => kind === 'slot')).toHaveLength(4);
    expect(await told()).toEqual({ day: 1, mails: 4, left: 0 });
    expect((await readDeliverability(table, moment.now)).warmUp).toEqual({ day: 1, mails: 4, left: 0 });
    // What is on record as waiting is not even asked for.
    expect(Math.max(one.closedUntil(true), other.closedUntil(true))).toBe(NOON + 60_000);

    moment.now = MIDNIGHT;
    expect(await told()).toEqual({ day: 2, mails: 8, left: 8 });
    const tomorrow = await one.reserve(Array.from({ length: 10 }, () => demand(true)));
    expect(kinds(tomorrow).filter((kind) => kind === 'slot')).toHaveLength(8);
    moment.now = NOON + 100 * DAY_MS;
    expect(await told()).toBeUndefined();
    expect(kinds(await one.reserve(Array.from({ length: 20 }, () => demand(true))))).not.toContain('later');
  });
});
