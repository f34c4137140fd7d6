import { describe, expect, it } from 'vitest';
import { type CampaignMisses, readCampaignMisses } from '../../../../shared/app/console/campaign-misses.ts';
import { campaignCountersKey, claimKey, missesPartition } from '../../../../shared/app/item-keys.ts';
import { foldReport } from '../../../../shared/app/report/fold-report.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import type { Claim } from '../../../../shared/domain/message/claim.ts';
import type { Change, Item } from '../../../../shared/ports.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';
import { type SeededCampaigns, seedCampaigns } from '../../../support/seeded-campaigns.ts';

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0);

async function readAll(seeded: Pick<SeededCampaigns, 'table' | 'rules' | 'clock'>, name: string) {
  const first: CampaignMisses = await readCampaignMisses(seeded, name);
  const misses = [...first.misses];
  let { cursor } = first;
  while (cursor !== undefined) {
    const page: CampaignMisses = await readCampaignMisses(seeded, name, cursor);
    misses.push(...page.misses);
    cursor = page.cursor;
  }
  return { ...first, misses };
}

describe('who missed a campaign', () => {
  it('adds up: what was wanted was sent, waits or was missed, and each miss is listed', async () => {
    const { steps, misses, heldOut, refused } = await readAll(await seedCampaigns(), 'win-back');
    expect(steps).toHaveLength(1);
    for (const { wanted, sent, waiting, missed } of steps) expect(sent + waiting + sum(missed)).toBe(wanted);
    expect(steps.reduce((total, { missed }) => total + sum(missed), 0)).toBe(misses.length);
    const [first] = steps;
    expect(first?.missed.map(({ reason }) => reason).toSorted()).toEqual(['expired', 'no-consent']);
    for (const { reason, count } of first?.missed ?? [])
      expect(misses.filter(({ outcome, reason: why }) => (why ?? outcome) === reason)).toHaveLength(count);
    expect(heldOut.holdout).toBeGreaterThan(200);
    expect(refused).toMatchObject([{ reason: 're-entry' }]);
  });

  it('counts what waits for the quota of the day as waiting and lists it, until it is sent', async () => {
    const table = memoryTable();
    const rules = rulesWith({ campaigns: [campaign()] });
    await table.transact([
      { kind: 'add', key: campaignCountersKey('thanks'), increments: { 'requested.mail': 3 } },
    ]);
    const item = (status: Claim['status'], version: number): Item =>
      JSON.parse(
        JSON.stringify({
          ...claimKey('c1', 'thanks', 'mail', 'x'),
          version,
          body: {
            status,
            campaign: 'thanks',
            step: 'mail',
            occurrence: 'x',
            channel: 'email',
            template: 'thanks',
            claimant: 'one',
            claimedAt: 1,
            settledAt: 1,
            ...(status === 'deferred' && { reason: 'daily-quota' }),
          },
        }),
      );
    const stages = (['deferred', 'claimed', 'sent'] as const).map((status, position) =>
      item(status, position + 1),
    );
    const changeTo = (position: number): Change => {
      const [before, after] = [stages[position - 1], stages[position]];
      if (after === undefined) throw new RangeError('There is no such stage.');
      const key = { pk: after.pk, sk: after.sk };
      const sequence = String(position + 1);
      return before === undefined
        ? { sequence, kind: 'insert', key, after }
        : { sequence, kind: 'modify', key, before, after };
    };
    await foldReport('shard', [changeTo(0)], table);
    const waiting = await readAll({ table, rules, clock: clockAt(2) }, 'thanks');
    expect(waiting.steps).toEqual([
      { step: 'mail', wanted: 3, sent: 0, waiting: 3, deferred: 1, missed: [] },
    ]);
    expect(waiting.misses).toMatchObject([{ customerId: 'c1', outcome: 'deferred', reason: 'daily-quota' }]);
    await foldReport('shard', [changeTo(1), changeTo(2)], table);
    const sent = await readAll({ table, rules, clock: clockAt(2) }, 'thanks');
    expect(sent.steps).toEqual([{ step: 'mail', wanted: 3, sent: 1, waiting: 2, deferred: 0, missed: [] }]);
    expect(sent.misses).toEqual([]);
  });

  it('lists nobody whose time of keeping is over, though the table still has them, and reads on past them', async () => {
    const table = memoryTable();
    const rules = rulesWith({ campaigns: [campaign()] });
    const miss = (minute: number, expiresAt: number): Item => ({
      pk: missesPartition('thanks'),
      sk: `${new Date(minute * 60_000).toISOString()}#c${minute}#mail#x`,
      version: 1,
      expiresAt,
      body: {
        ...{ at: minute * 60_000, customerId: `c${minute}`, step: 'mail', occurrence: 'x' },
        ...{ channel: 'email', outcome: 'expired' },
      },
    });
    // The newest hundred are past their time, as after a shorter time was set and a longer one again.
    const items = Array.from({ length: 160 }, (_, minute) => miss(minute, minute < 60 ? DAY_MS : 1_000));
    for (let from = 0; from < items.length; from += 80)
      await table.transact(
        items.slice(from, from + 80).map((item) => ({ kind: 'put', condition: 'absent', item })),
      );
    await table.transact([
      { kind: 'add', key: campaignCountersKey('thanks'), increments: { 'requested.mail': 1 } },
    ]);
    const listed = await readAll({ table, rules, clock: clockAt(1_000) }, 'thanks');
    expect(listed.misses.map(({ customerId }) => customerId)).toEqual(
      Array.from({ length: 60 }, (_, position) => `c${59 - position}`),
    );
    expect((await readAll({ table, rules, clock: clockAt(DAY_MS) }, 'thanks')).misses).toEqual([]);
  });

  it('is nothing for a campaign that nobody knows', async () => {
    await expect(readCampaignMisses(await seedCampaigns(5), 'win-bakc')).rejects.toMatchObject({
      code: 'CONSOLE.UNKNOWN_CAMPAIGN',
    });
  });
});
