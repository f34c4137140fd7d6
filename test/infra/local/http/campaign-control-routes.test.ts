import { beforeEach, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../../../infra/local/http/console-routes.ts';
import { registerCampaigns } from '../../../../shared/app/campaign/register-campaigns.ts';
import type { Table } from '../../../../shared/ports.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { MemoryMailbox } from '../../../support/memory-mailbox.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

const ORIGIN = 'http://localhost:4000';
const AS_JSON = { 'content-type': 'application/json' };
const rules = rulesWith({ campaigns: [campaign({ name: 'welcome' }), campaign({ name: 'win-back' })] });

describe('the control of campaigns over HTTP', () => {
  let table: Table;
  beforeEach(async () => {
    table = memoryTable();
    await registerCampaigns([...rules.campaigns, campaign({ name: 'gone' })], table, clockAt(day(0)));
  });

  const routes = (isReplaying = false) =>
    createConsoleRoutes({
      table,
      rules,
      mailbox: new MemoryMailbox(),
      clock: clockAt(day(1)),
      status: () => (isReplaying ? { phase: 'replaying', eventsDone: 1 } : { phase: 'live' }),
    });
  const post = async (path: string, headers: Record<string, string> = AS_JSON, app = routes()) => {
    const response = await app.request(`${ORIGIN}${path}`, { method: 'POST', headers });
    return { status: response.status, body: await response.json() };
  };
  const standings = async () => await (await routes().request(`${ORIGIN}/api/campaigns/controls`)).json();

  it('pauses, resumes and stops, and tells how each campaign of the files stands', async () => {
    expect(await post('/api/campaigns/welcome/pause')).toEqual({
      status: 200,
      body: { campaign: 'welcome', status: 'paused', since: day(1), isNew: true },
    });
    expect(await post('/api/campaigns/welcome/pause')).toMatchObject({ body: { isNew: false } });
    expect(await standings()).toMatchObject({
      campaigns: [
        { campaign: 'welcome', status: 'paused', since: day(1), publishedAt: null, broadcasts: [] },
        { campaign: 'win-back', status: 'running', since: null, publishedAt: null, broadcasts: [] },
      ],
    });
    expect(await post('/api/campaigns/welcome/resume')).toMatchObject({ body: { status: 'running' } });
    expect(await post('/api/campaigns/win-back/stop')).toMatchObject({ body: { status: 'stopped' } });
  });

  it('answers what cannot be done with the reason', async () => {
    expect(await post('/api/campaigns/welcom/pause')).toMatchObject({
      status: 404,
      body: { error: { code: 'CAMPAIGN.UNKNOWN', message: expect.stringContaining('"welcome"') } },
    });
    await post('/api/campaigns/welcome/stop');
    expect(await post('/api/campaigns/welcome/pause')).toMatchObject({
      status: 409,
      body: { error: { code: 'CAMPAIGN.STOPPED' } },
    });
  });

  it.each([
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'CONSOLE.NOT_JSON'],
    [
      'from the page of another site',
      { ...AS_JSON, origin: 'https://attacker.example' },
      403,
      'CONSOLE.FOREIGN_PAGE',
    ],
  ])('changes nothing when asked %s', async (_, headers, status, code) => {
    expect(await post('/api/campaigns/welcome/pause', headers)).toMatchObject({
      status,
      body: { error: { code } },
    });
    expect((await standings()).campaigns[0]).toMatchObject({ status: 'running' });
  });

  it('waits for the history to be over', async () => {
    expect(await post('/api/campaigns/welcome/pause', AS_JSON, routes(true))).toMatchObject({
      status: 409,
      body: { error: { code: 'CONSOLE.REPLAYING' } },
    });
  });
});
