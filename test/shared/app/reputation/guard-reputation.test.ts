import { describe, expect, it } from 'vitest';
import { controlCampaign } from '../../../../shared/app/campaign/control-campaign.ts';
import { registerCampaigns } from '../../../../shared/app/campaign/register-campaigns.ts';
import { readStoredControls } from '../../../../shared/app/campaign/stored-control.ts';
import { claimKey } from '../../../../shared/app/item-keys.ts';
import { foldReport } from '../../../../shared/app/report/fold-report.ts';
import { guardReputation } from '../../../../shared/app/reputation/guard-reputation.ts';
import { readReputation } from '../../../../shared/app/reputation/reputation-standing.ts';
import type { Claim } from '../../../../shared/domain/message/claim.ts';
import { DEFAULT_REPUTATION } from '../../../../shared/domain/reputation/reputation-rules.ts';
import type { Change, Json } from '../../../../shared/ports.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign } from '../../../support/rules.ts';

const HOUR = 3_600_000;
const CAMPAIGNS = [
  campaign({ name: 'sale' }),
  campaign({ name: 'news', formerNames: ['letter'] }),
  campaign({ name: 'invoice', purpose: 'transactional' }),
];

interface Sent {
  readonly campaign?: string;
  readonly mails: number;
  readonly bounced?: number;
  readonly complained?: number;
  readonly at: number;
}

/** A shop whose counters are folded from the changes of claims, as a stream brings them. */
async function shop(reputation = DEFAULT_REPUTATION) {
  const table = memoryTable();
  await registerCampaigns(CAMPAIGNS, table, clockAt(day(0)));
  const rules = { campaigns: CAMPAIGNS, delivery: { reputation } };
  let sequence = 0;
  let customers = 0;
  const change = (customerId: string, before: Claim | undefined, after: Claim): Change => {
    sequence += 1;
    const key = claimKey(customerId, after.campaign, after.step, after.occurrence);
    const item = (claim: Claim) => ({ ...key, version: 1, body: JSON.parse(JSON.stringify(claim)) as Json });
    return {
      sequence: String(sequence),
      kind: before === undefined ? 'insert' : 'modify',
      key,
      ...(before && { before: item(before) }),
      after: item(after),
    };
  };
  return {
    table,
    async send({ campaign: name = 'sale', mails, bounced = 0, complained = 0, at }: Sent, told = at) {
      const changes = Array.from({ length: mails }, (_, mail) => {
        customers += 1;
        const sent: Claim = {
          status: 'sent',
          campaign: name,
          step: 'mail',
          occurrence: 'o',
          channel: 'email',
          template: 't',
          claimedAt: at,
          claimant: 'c',
          settledAt: at,
        };
        const status = mail < bounced ? 'bounced' : mail < bounced + complained ? 'complained' : 'delivered';
        const reason = status === 'bounced' ? 'Permanent/General' : 'abuse';
        const after: Claim = { ...sent, delivery: { status, at: told, reason } };
        return [change(`c${customers}`, undefined, sent), change(`c${customers}`, sent, after)];
      }).flat();
      await foldReport('shard', changes, table);
      // A batch that is delivered again counts nothing more.
      await foldReport('shard', changes, table);
    },
    run: (at: number) => guardReputation({ table, clock: clockAt(at), rules }),
    act: (action: 'pause' | 'resume' | 'stop', at: number, name = 'sale') =>
      controlCampaign({ table, clock: clockAt(at) }, name, action),
    halts: async (name = 'sale') => (await readStoredControls(table)).get(name)?.halts,
    facts: async () => (await table.query('shop', { prefix: 'fact#' })).items.map(({ body }) => body),
    found: async () => (await readReputation(table)).standing,
  };
}

describe('guardReputation', () => {
  it('pauses a campaign of which too much bounces, and says why', async () => {
    const { send, run, halts, facts } = await shop();
    await send({ mails: 600, bounced: 30, at: day(1) });
    await send({ campaign: 'news', mails: 5000, at: day(1) });
    const because = { rate: 'bounces', value: 0.05, threshold: 0.04, messages: 600, count: 30 };
    expect((await run(day(1) + HOUR)).paused).toEqual([{ campaign: 'sale', because }]);
    const halt = { by: 'guard', because };
    expect(await halts()).toEqual([{ kind: 'paused', from: day(1) + HOUR, ...halt }]);
    expect(await halts('news')).toEqual([]);
    expect(await facts()).toEqual([
      { kind: 'campaign.paused', at: day(1) + HOUR, campaign: 'sale', ...halt },
    ]);
  });

  it('does nothing for a few complaints among few mails', async () => {
    const { send, run, halts, facts } = await shop();
    await send({ mails: 400, complained: 4, at: day(1) });
    await send({ campaign: 'news', mails: 5000, at: day(1) });
    expect((await run(day(1) + HOUR)).paused).toEqual([]);
    expect(await halts()).toEqual([]);
    expect(await facts()).toEqual([]);
  });

  it('pauses even a small campaign that is over where all mail together is, and states that it is', async () => {
    const { send, run, halts, facts } = await shop();
    await send({ mails: 300, bounced: 60, at: day(1) });
    await send({ campaign: 'news', mails: 400, at: day(1) });
    await run(day(1) + HOUR);
    expect(await halts()).toMatchObject([{ by: 'guard', because: { rate: 'bounces', messages: 300 } }]);
    expect(await halts('news')).toEqual([]);
    expect(await facts()).toContainEqual({
      kind: 'reputation.exceeded',
      at: day(1) + HOUR,
      rate: 'bounces',
      value: 60 / 700,
      threshold: 0.04,
      messages: 700,
      count: 60,
    });
  });

  it('never pauses transactional mail, and tells of it', async () => {
    const { send, run, halts, found, facts } = await shop();
    await send({ campaign: 'invoice', mails: 600, bounced: 30, at: day(1) });
    await send({ campaign: 'news', mails: 5000, at: day(1) });
    expect((await run(day(1) + HOUR)).paused).toEqual([]);
    expect(await halts('invoice')).toEqual([]);
    expect((await found()).campaigns).toMatchObject([{ campaign: 'invoice', over: [{ rate: 'bounces' }] }]);
    expect(await facts()).toMatchObject([{ kind: 'reputation.exceeded', campaign: 'invoice' }]);
  });

  it('pauses nothing where the shop would only be told', async () => {
    const { send, run, halts, facts } = await shop({ ...DEFAULT_REPUTATION, pauses: false });
    await send({ mails: 600, bounced: 30, at: day(1) });
    await run(day(1) + HOUR);
    expect(await halts()).toEqual([]);
    expect(await facts()).toHaveLength(2);
  });

  it('does not pause again, by the old figures, what people let go on', async () => {
    const { send, run, act, halts, found } = await shop();
    await send({ mails: 600, bounced: 30, at: day(1) });
    await run(day(1) + HOUR);
    expect((await found()).paused).toEqual(['sale']);
    await act('resume', day(1) + 2 * HOUR);
    // What comes back late of mails sent before does not count either.
    await send({ mails: 100, bounced: 50, at: day(1) + 600_000 }, day(1) + 3 * HOUR);
    expect((await run(day(1) + 3 * HOUR)).paused).toEqual([]);
    expect((await halts())?.at(-1)).toMatchObject({ to: day(1) + 2 * HOUR });
    expect((await found()).paused).toEqual([]);
    await send({ mails: 600, bounced: 24, at: day(1) + 4 * HOUR });
    expect((await run(day(1) + 5 * HOUR)).paused).toMatchObject([{ because: { messages: 600, count: 24 } }]);
  });

  it('knows only the mails of the window', async () => {
    const { send, run, halts } = await shop();
    await send({ mails: 600, bounced: 30, at: day(1) });
    await send({ mails: 600, bounced: 2, at: day(8) });
    expect((await run(day(8) + HOUR)).paused).toEqual([]);
    expect(await halts()).toEqual([]);
  });

  it('counts what a campaign sent under its former name', async () => {
    const { send, run } = await shop();
    await send({ campaign: 'letter', mails: 600, complained: 3, at: day(1) });
    expect((await run(day(1) + HOUR)).paused).toMatchObject([
      { campaign: 'news', because: { rate: 'complaints' } },
    ]);
  });

  it('states everything once, run again or twice at a time', async () => {
    const { send, run, facts, halts } = await shop();
    await send({ mails: 600, bounced: 30, complained: 3, at: day(1) });
    await send({ campaign: 'invoice', mails: 600, bounced: 60, at: day(1) });
    await Promise.all([run(day(1) + HOUR), run(day(1) + HOUR + 5)]);
    await run(day(1) + 2 * HOUR);
    expect(await halts()).toHaveLength(1);
    expect(await facts()).toMatchObject([
      { kind: 'campaign.paused', campaign: 'sale', because: { rate: 'bounces' } },
      { kind: 'reputation.exceeded', rate: 'bounces', messages: 1200 },
      { kind: 'reputation.exceeded', rate: 'complaints', messages: 1200 },
      { kind: 'reputation.exceeded', campaign: 'invoice', rate: 'bounces' },
    ]);
  });

  it('leaves alone what people stopped or have paused themselves', async () => {
    const { send, run, act, halts } = await shop();
    await act('pause', day(1));
    await act('stop', day(1), 'news');
    await send({ mails: 600, bounced: 60, at: day(1) });
    await send({ campaign: 'news', mails: 600, bounced: 60, at: day(1) });
    expect((await run(day(1) + HOUR)).paused).toEqual([]);
    expect(await halts()).toEqual([{ kind: 'paused', from: day(1) }]);
  });

  it('writes nothing while nothing comes back', async () => {
    const { send, run, table } = await shop();
    await send({ mails: 600, at: day(1) });
    const before = table.consumed.writeUnits;
    expect(await run(day(1) + HOUR)).toEqual({ paused: [], standing: await (await shop()).found() });
    expect(table.consumed.writeUnits).toBe(before);
  });
});
