import { beforeAll, describe, expect, it } from 'vitest';
import { controlCampaign } from '../../../../shared/app/campaign/control-campaign.ts';
import { registerCampaigns } from '../../../../shared/app/campaign/register-campaigns.ts';
import { readCurrentRules } from '../../../../shared/app/current-rules.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { explainCampaign } from '../../../../shared/app/explain/explain-campaign.ts';
import { claimKey } from '../../../../shared/app/item-keys.ts';
import type { Input } from '../../../../shared/domain/customer/input.ts';
import type { Claim } from '../../../../shared/domain/message/claim.ts';
import type { Table } from '../../../../shared/ports.ts';
import { day, orderPlaced, reachableByEmail, tick } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const files = rulesWith({
  campaigns: [
    campaign({
      name: 'win-back',
      formerNames: ['come-back'],
      trigger: { kind: 'enters', what: 'stage', name: 'lapsed' },
      audience: 'tier == "mid" && (orders >= 1 || country == "CN")',
      reentry: { kind: 'after', days: 180 },
      steps: [sendStep({ name: 'offer', template: 'letter' })],
    }),
    campaign({
      name: 'cart',
      trigger: { kind: 'event', event: 'cart.abandoned', when: 'event.total >= 20' },
    }),
    campaign({ name: 'birthday', trigger: anniversary() }),
  ],
});

function anniversary() {
  return {
    kind: 'anniversary',
    of: { kind: 'birthday', calendar: 'gregorian' },
    offsetDays: 0,
    minuteOfDay: 540,
    leapDay: 'february-28',
  } as const;
}

describe('explainCampaign', () => {
  let table: Table;
  const clock = { now: () => day(190) };
  const live = async (customerId: string, ...inputs: readonly (readonly [Input, number])[]) => {
    const { rules } = await readCurrentRules(files, table);
    for (const [input, at] of inputs)
      await decideBatch([{ customerId, input, acceptedAt: day(at) }], { table, rules });
  };
  const explain = (customerId: string, name = 'win-back') =>
    explainCampaign(table, customerId, name, { rules: files, clock });

  beforeAll(async () => {
    table = memoryTable();
    await registerCampaigns(files.campaigns, table, { now: () => day(0) });
    await live('ann', [reachableByEmail(), 0], [orderPlaced(), 0], [{ ...tick(), id: 'tick:1' }, 181]);
    await live('bob', [orderPlaced({ totalMinor: 500 }), 0], [{ ...tick(), id: 'tick:1' }, 181]);
    await live('cat', [reachableByEmail(), 0]);
  });

  it('lists what was decided and what became of it, the newest last', async () => {
    const claim: Claim = {
      campaign: 'win-back',
      step: 'offer',
      occurrence: '2026-06-30T00:00:00Z',
      channel: 'email',
      template: 'letter',
      claimedAt: day(182),
      settledAt: day(182),
      claimant: 'x',
      status: 'rejected',
      reason: 'mailbox full',
    };
    const key = claimKey('ann', 'win-back', 'offer', claim.occurrence);
    await table.transact([{ kind: 'put', condition: 'absent', item: { ...key, version: 1, body: claim } }]);
    const { decisions, asOf } = await explain('ann');
    expect(asOf).toBe(day(190));
    expect(
      decisions.map((decision) =>
        decision.kind === 'decided' ? decision.fact.kind : `${decision.status} (${decision.reason})`,
      ),
    ).toEqual(['campaign.entered', 'message.requested', 'campaign.exited', 'rejected (mailbox full)']);
    expect(await explain('ann', 'come-back')).toMatchObject({
      campaign: 'win-back',
      decisions: { length: 4 },
    });
  });

  it('gives the reason of a refusal with what it looked at', async () => {
    const { decisions, prospect } = await explain('bob');
    expect(decisions).toMatchObject([
      {
        fact: {
          kind: 'campaign.refused',
          reason: 'not-in-audience',
          why: { tier: 'tail', orders: 1 },
        },
      },
    ]);
    expect(prospect.audience).toEqual([
      { condition: 'tier == "mid"', holds: false, values: { tier: 'tail' } },
      { condition: 'orders >= 1 || country == "CN"', holds: true, values: { orders: 1 } },
    ]);
    expect(prospect).toMatchObject({
      isInAudience: false,
      unreachable: { email: 'no-consent' },
      trigger: { kind: 'enters', isIn: true, current: 'lapsed' },
    });
  });

  it('says why not now where nothing has happened yet', async () => {
    const { decisions, prospect } = await explain('cat');
    expect(decisions).toEqual([]);
    expect(prospect).toMatchObject({
      isPublished: true,
      trigger: { kind: 'enters', what: 'stage', name: 'lapsed', isIn: false, current: 'prospect' },
      isInAudience: false,
      arm: 'all',
      unreachable: {},
    });
    expect(prospect.reentry).toBeUndefined();
    expect((await explain('cat', 'cart')).prospect.trigger).toEqual({
      kind: 'event',
      event: 'cart.abandoned',
      when: 'event.total >= 20',
    });
    expect((await explain('cat', 'birthday')).prospect.trigger).toEqual({ kind: 'anniversary' });
  });

  it('names the last entry and the first instant of another, and a pause', async () => {
    const entered = await explain('ann');
    expect(entered.prospect.reentry).toEqual({ lastEnteredAt: day(180), mayEnterFrom: day(360) });
    await controlCampaign({ table, clock: { now: () => day(185) } }, 'cart', 'pause');
    expect((await explain('ann', 'cart')).prospect.halt).toEqual({ kind: 'paused', from: day(185) });
  });

  it('refuses a campaign and a customer that are not there', async () => {
    await expect(explain('ann', 'win-bck')).rejects.toMatchObject({
      code: 'CAMPAIGN.UNKNOWN',
      message: expect.stringContaining('Did you mean "win-back"?'),
    });
    await expect(explain('nobody')).rejects.toMatchObject({ code: 'CONSOLE.UNKNOWN_CUSTOMER' });
  });
});
