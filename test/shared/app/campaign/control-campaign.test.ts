import { describe, expect, it } from 'vitest';
import { controlCampaign } from '../../../../shared/app/campaign/control-campaign.ts';
import { readControls } from '../../../../shared/app/campaign/read-controls.ts';
import { registerCampaigns } from '../../../../shared/app/campaign/register-campaigns.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign } from '../../../support/rules.ts';

const CAMPAIGNS = [campaign({ name: 'welcome' }), campaign({ name: 'win-back' })];

async function shop() {
  const table = memoryTable();
  await registerCampaigns(CAMPAIGNS, table, clockAt(day(0)));
  return {
    table,
    act: (action: 'pause' | 'resume' | 'stop', at: number, name = 'welcome') =>
      controlCampaign({ table, clock: clockAt(at) }, name, action),
    halts: async () =>
      (await readControls(CAMPAIGNS, table)).find((each) => each.campaign === 'welcome')?.halts,
    facts: async () => (await table.query('shop', { prefix: 'fact#' })).items.map(({ body }) => body),
  };
}

describe('controlCampaign', () => {
  it('pauses a campaign from now on, and resumes it', async () => {
    const { act, halts, facts } = await shop();
    expect(await act('pause', day(1))).toEqual({
      campaign: 'welcome',
      status: 'paused',
      since: day(1),
      isNew: true,
    });
    expect(await halts()).toEqual([{ kind: 'paused', from: day(1) }]);
    expect(await act('resume', day(2))).toMatchObject({ status: 'running', since: day(2), isNew: true });
    expect(await halts()).toEqual([{ kind: 'paused', from: day(1), to: day(2) }]);
    expect(await facts()).toEqual([
      { kind: 'campaign.paused', at: day(1), campaign: 'welcome' },
      { kind: 'campaign.resumed', at: day(2), campaign: 'welcome' },
    ]);
  });

  it.each(['pause', 'stop'] as const)(
    'says since when, and writes nothing, where %s was done before',
    async (action) => {
      const { act, facts } = await shop();
      await act(action, day(1));
      expect(await act(action, day(2))).toMatchObject({ since: day(1), isNew: false });
      expect(await facts()).toHaveLength(1);
    },
  );

  it('says that a campaign runs where there is nothing to resume', async () => {
    const { act } = await shop();
    expect(await act('resume', day(1))).toEqual({
      campaign: 'welcome',
      status: 'running',
      since: null,
      isNew: false,
    });
  });

  it('stops a paused campaign, and starts a stopped one again', async () => {
    const { act, halts } = await shop();
    await act('pause', day(1));
    await act('stop', day(2));
    await act('resume', day(3));
    expect(await halts()).toEqual([
      { kind: 'paused', from: day(1), to: day(2) },
      { kind: 'stopped', from: day(2), to: day(3) },
    ]);
  });

  it('does not pause what is stopped', async () => {
    const { act } = await shop();
    await act('stop', day(1));
    await expect(act('pause', day(2))).rejects.toMatchObject({
      code: 'CAMPAIGN.STOPPED',
      message: expect.stringContaining('2026-01-02'),
    });
  });

  it('forgets a halt that did not last, and keeps halts apart where the clock goes back', async () => {
    const { act, halts } = await shop();
    await act('pause', day(1));
    await act('resume', day(1));
    expect(await halts()).toEqual([]);
    await act('pause', day(2));
    await act('resume', day(3));
    await act('stop', day(2));
    expect(await halts()).toEqual([
      { kind: 'paused', from: day(2), to: day(3) },
      { kind: 'stopped', from: day(3) },
    ]);
  });

  it('names the nearest of the campaigns where there is none of the name', async () => {
    const { act } = await shop();
    await expect(act('pause', day(1), 'winback')).rejects.toMatchObject({
      code: 'CAMPAIGN.UNKNOWN',
      message: 'There is no campaign "winback". Did you mean "win-back"?',
    });
    await expect(act('pause', day(1), 'zzz')).rejects.toMatchObject({
      message: 'There is no campaign "zzz". There are: welcome, win-back.',
    });
  });

  it('loses nothing where two act at once', async () => {
    const { act, halts, facts } = await shop();
    const answers = await Promise.all([act('pause', day(1)), act('stop', day(1) + 1), act('pause', day(1))]);
    expect(answers.filter(({ isNew }) => isNew).length).toBeGreaterThan(0);
    const [...all] = (await halts()) ?? [];
    expect(all.at(-1)).toMatchObject({ kind: 'stopped' });
    expect(await facts()).toContainEqual({ kind: 'campaign.stopped', at: day(1) + 1, campaign: 'welcome' });
  });
});
