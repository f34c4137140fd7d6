import { describe, expect, it } from 'vitest';
import { handleRechecks } from '../../../../shared/app/calibrate/handle-rechecks.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { handleInbound } from '../../../../shared/app/decide/handle-inbound.ts';
import { stateKey } from '../../../../shared/app/item-keys.ts';
import type { Input } from '../../../../shared/domain/customer/input.ts';
import { DEFAULT_DELIVERY } from '../../../../shared/domain/delivery-rules.ts';
import { clockAt, KeptQueue } from '../../../support/fake-ports.ts';
import { day, orderPlaced, reachableByEmail } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

const RECHECK = JSON.stringify({ kind: 'recheck', segment: { index: 0, of: 1 } });
const yearly = campaign({
  name: 'harvest',
  trigger: { kind: 'schedule', form: 'once', text: '2026-03-01T10:00', zone: 'shop' },
});
const shopWith = (afterDays: number | undefined, except: readonly string[] = []) =>
  rulesWith({
    campaigns: [yearly],
    ...(afterDays !== undefined && { delivery: { ...DEFAULT_DELIVERY, sunset: { afterDays, except } } }),
  });

/** One customer, and the nightly look at everybody by the rules of a night. */
async function shop() {
  const table = memoryTable();
  const live = async (input: Input, rules = shopWith(100)) =>
    await decideBatch(
      [{ customerId: 'c1', input, acceptedAt: input.kind === 'tick' ? 0 : input.occurredAt }],
      {
        table,
        rules,
      },
    );
  return {
    live,
    isInAudience: async () => (await table.get(stateKey('c1')))?.audience !== undefined,
    night: async (at: number, rules = shopWith(100)) => {
      const [ticks, rechecks, deadLetters] = [new KeptQueue(), new KeptQueue(), new KeptQueue()];
      const clock = clockAt(at);
      await handleRechecks([{ messageId: '1', body: RECHECK }], {
        table,
        ticks,
        rechecks,
        deadLetters,
        rules,
        clock,
      });
      const inbound = ticks.messages.map(({ body }, position) => ({ messageId: String(position), body }));
      await handleInbound(inbound, { table, rules: async () => rules, deadLetters, clock });
      return ticks.messages.length;
    },
  };
}

describe('the audience of broadcasts', () => {
  it('is left by night by who shows no sign of life, once, and joined again with the next sign', async () => {
    const { live, night, isInAudience } = await shop();
    await live(reachableByEmail(day(0)));
    await live(orderPlaced({ occurredAt: day(1) }));
    await night(day(100));
    expect(await isInAudience()).toBe(true);
    await night(day(102));
    expect(await isInAudience()).toBe(false);
    expect(await night(day(103))).toBe(0);
    await live(orderPlaced({ orderId: 'o2', occurredAt: day(110) }));
    expect(await isInAudience()).toBe(true);
  });

  it('is joined again where the shop takes the rule back', async () => {
    const { live, night, isInAudience } = await shop();
    await live(reachableByEmail(day(0)));
    await night(day(102));
    expect(await isInAudience()).toBe(false);
    await night(day(103), shopWith(undefined));
    expect(await isInAudience()).toBe(true);
  });

  it('is not left where a broadcast may write to them all the same', async () => {
    const { live, night, isInAudience } = await shop();
    await live(reachableByEmail(day(0)), shopWith(100, ['harvest']));
    await night(day(102), shopWith(100, ['harvest']));
    expect(await isInAudience()).toBe(true);
  });
});
