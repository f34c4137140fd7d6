import { beforeAll, describe, expect, it } from 'vitest';
import { controlCampaign } from '../../../../shared/app/campaign/control-campaign.ts';
import { listMisses } from '../../../../shared/app/console/list-misses.ts';
import { readCampaign } from '../../../../shared/app/console/read-campaign.ts';
import { readCampaigns } from '../../../../shared/app/console/read-campaigns.ts';
import {
  campaignCountersKey,
  campaignDayCountersKey,
  missesPartition,
} from '../../../../shared/app/item-keys.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';
import { type SeededCampaigns, seedCampaigns } from '../../../support/seeded-campaigns.ts';

describe('readers of campaigns', () => {
  let seeded: SeededCampaigns;
  beforeAll(async () => {
    seeded = await seedCampaigns();
  });

  it('lists every campaign of the files with what it came to, those that did nothing too', async () => {
    const [winBack, birthday, ...others] = await readCampaigns(seeded);
    expect(others).toEqual([]);
    expect(winBack).toMatchObject({ name: 'win-back', status: 'running', since: null });
    expect((winBack?.entered ?? 0) + (winBack?.heldOut ?? 0)).toBe(3_000);
    expect(winBack?.sent).toBeGreaterThan(2_000);
    expect(winBack?.cost).toBeCloseTo((winBack?.sent ?? 0) * 0.002, 9);
    expect(birthday).toMatchObject({ name: 'birthday', entered: 0, sent: 0, revenueMinor: 0 });
  });

  it('tells of one campaign by arm, step, reason and day, and whether it works', async () => {
    const report = await readCampaign(seeded, 'win-back');
    const [line] = await readCampaigns(seeded);
    expect(report.arms.map(({ arm }) => arm)).toEqual(['story', 'offer', 'holdout']);
    expect(report.comparison.baseline).toBe('holdout');
    expect(report.comparison.overall.verdict).toEqual({ kind: 'better' });
    expect(report.comparison.mismatches).toEqual([]);
    expect(report.comparison.variants).toMatchObject([{ variant: 'offer', against: 'story' }]);
    expect(report.messages.map(({ step }) => step)).toEqual(['first']);
    expect(report.refused).toMatchObject([{ reason: 're-entry' }]);
    expect(report.underWay).toBe(0);
    const sum = (of: 'entered' | 'sent' | 'revenue') => report.days.reduce((all, day) => all + day[of], 0);
    expect([sum('entered'), sum('sent'), sum('revenue')]).toEqual([
      line?.entered,
      line?.sent,
      line?.revenueMinor,
    ]);
    expect(report.days.map(({ day }) => day)).toEqual(report.days.map(({ day }) => day).toSorted());
  });

  it('pages through all who were to get it and did not, newest first, and nobody of the holdout', async () => {
    const { messages } = await readCampaign(seeded, 'win-back');
    const suppressed = messages[0]?.suppressed[0]?.count ?? 0;
    const expired = messages[0]?.outcomes.expired ?? 0;
    const seen: string[] = [];
    const times: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMisses(seeded, 'win-back', cursor);
      expect(page.misses.length).toBeLessThanOrEqual(50);
      seen.push(...page.misses.map(({ customerId }) => customerId));
      times.push(...page.misses.map(({ at }) => at));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen.length).toBe(suppressed + expired);
    expect(new Set(seen).size).toBe(seen.length);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('says since when a campaign is paused', async () => {
    const { table, rules, now } = await seedCampaigns(5);
    await controlCampaign({ table, clock: { now: () => now } }, 'win-back', 'pause');
    expect((await readCampaigns({ table, rules }))[0]).toMatchObject({ status: 'paused', since: now });
    expect(await readCampaign({ table, rules }, 'win-back')).toMatchObject({ status: 'paused', since: now });
  });

  it('adds up what came about under a former name, and goes on telling of what the files no longer have', async () => {
    const table = memoryTable();
    for (const [name, entered] of [
      ['autumn', 3],
      ['fall', 4],
      ['gone', 5],
    ] as const) {
      const increments = { 'entered.all': entered };
      await table.transact([
        { kind: 'add', key: campaignCountersKey(name), increments },
        { kind: 'add', key: campaignDayCountersKey(name, '2026-01-02'), increments: { entered } },
        {
          kind: 'put',
          condition: 'absent',
          item: {
            pk: missesPartition(name),
            sk: '2026-01-02T00:00:00.000Z#c1#mail#x',
            version: 1,
            body: {
              at: 1,
              customerId: name,
              step: 'mail',
              occurrence: 'x',
              channel: 'email',
              outcome: 'expired',
            },
          },
        },
      ]);
    }
    const rules = rulesWith({ campaigns: [campaign({ name: 'autumn', formerNames: ['fall'] })] });
    expect(await readCampaigns({ table, rules })).toMatchObject([
      { name: 'autumn', status: 'running', entered: 7 },
      { name: 'gone', status: 'removed', entered: 5 },
    ]);
    const report = await readCampaign({ table, rules }, 'autumn');
    expect(report).toMatchObject({
      underWay: 7,
      days: [{ day: '2026-01-02', entered: 7 }],
      comparison: { overall: { verdict: { kind: 'no-holdout' } } },
    });
    const { misses } = await listMisses({ table, rules, clock: clockAt(1) }, 'autumn');
    expect(misses.map(({ customerId }) => customerId)).toEqual(['autumn', 'fall']);
    const gone = await readCampaign({ table, rules }, 'gone');
    expect(gone.status).toBe('removed');
    expect(gone).not.toHaveProperty('rules');
  });

  it('knows no campaign of another name, and no cursor of another list', async () => {
    await expect(readCampaign(seeded, 'nothing')).rejects.toMatchObject({ code: 'CONSOLE.UNKNOWN_CAMPAIGN' });
    await expect(listMisses(seeded, 'win-back', '%5B')).rejects.toMatchObject({
      code: 'CONSOLE.BAD_CURSOR',
    });
  });
});
