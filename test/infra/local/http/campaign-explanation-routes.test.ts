import { beforeAll, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../../../infra/local/http/console-routes.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { day, orderPlaced, reachableByEmail } from '../../../support/inputs.ts';
import { MemoryMailbox } from '../../../support/memory-mailbox.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

const LOCAL = 'http://localhost:4000';

describe('GET /api/customers/:id/campaigns/:campaign', () => {
  const rules = rulesWith();
  const table = memoryTable();
  const app = createConsoleRoutes({
    table,
    mailbox: new MemoryMailbox([]),
    rules,
    clock: { now: () => day(10) },
    status: () => ({ phase: 'live' }),
  });
  const get = async (path: string) => {
    const response = await app.request(`${LOCAL}${path}`);
    return { status: response.status, body: await response.json() };
  };
  beforeAll(async () => {
    const inputs = [reachableByEmail(), orderPlaced()];
    const inbounds = inputs.map((input) => ({ customerId: 'a/b ä', input, acceptedAt: day(0) }));
    await decideBatch(inbounds, { table, rules });
  });

  it('says why a customer did or did not get a campaign, whatever the id', async () => {
    const id = encodeURIComponent('a/b ä');
    expect(await get(`/api/customers/${id}/campaigns/win-back`)).toMatchObject({
      status: 200,
      body: {
        customerId: 'a/b ä',
        campaign: 'win-back',
        asOf: day(10),
        decisions: [],
        prospect: { isInAudience: true, trigger: { isIn: false, current: 'new' } },
      },
    });
  });

  it('knows no other campaign and no other customer', async () => {
    expect(await get('/api/customers/nobody/campaigns/win-back')).toMatchObject({ status: 404 });
    expect(await get('/api/customers/nobody/campaigns/winback')).toMatchObject({
      status: 404,
      body: { error: { code: 'CAMPAIGN.UNKNOWN' } },
    });
  });
});
