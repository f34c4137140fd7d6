import { createHmac, timingSafeEqual } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openEmbeddedParts } from '../../infra/local/embedded-platform.ts';
import { createDefinitionLoader } from '../../infra/local/load-definition.ts';
import { createLocalClock } from '../../infra/local/local-clock.ts';
import { startRuntime } from '../../infra/local/local-runtime.ts';
import { readCampaign } from '../../shared/app/console/read-campaign.ts';
import { listTasks } from '../../shared/app/task/task-list.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { realTopology } from '../infra/local/support/real-topology.ts';
import { openReceiver, type ReceivedCall } from '../support/receiver.ts';
import { ROOT } from '../support/run-perennial.ts';
import { poll } from '../support/running-shop.ts';
import { copyShop, LETTER_SHOP } from '../support/shop-copy.ts';

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

/** Written from the words of Standard Webhooks 1.0.0, "Verifying signatures", and of nothing else. */
function isGenuine({ headers, body }: ReceivedCall, now: number): boolean {
  const id = String(headers['webhook-id']);
  const timestamp = String(headers['webhook-timestamp']);
  if (Math.abs(now / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(SECRET.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((signature) => {
      const [version, encoded = ''] = signature.split(',');
      const given = Buffer.from(encoded, 'base64');
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
    });
}

const CAMPAIGN = `trigger: { kind: event, event: order.placed }
steps:
  - { kind: webhook, name: card, endpoint: warehouse, data: { insert: card } }
  - { kind: task, name: call, title: Call, note: Say thanks., dueInDays: 2 }
`;

async function openShop(url: string) {
  const copy = await copyShop(LETTER_SHOP);
  await copy.write('campaigns/parcel.yaml', CAMPAIGN);
  await copy.write(
    'endpoints.yaml',
    `warehouse: { url: "${url}", secret: warehouse, include: [name], retries: 3 }\n`,
  );
  const shop = await loadShop(copy.directory);
  const topology = realTopology();
  const clock = createLocalClock();
  const log: string[] = [];
  const parts = openEmbeddedParts({
    topology,
    clock,
    shop: async () => shop,
    environment: { PERENNIAL_SECRET_WEBHOOK_WAREHOUSE: SECRET },
  });
  const runtime = await startRuntime({
    topology,
    parts,
    log: (line) => log.push(line),
    loadDefinition: createDefinitionLoader(`${ROOT}/functions`),
  });
  const busName = topology.buses.find(({ name }) => name !== 'default')?.name ?? '';
  const table = parts.table(topology.tables[0]?.name ?? '');
  const say = async (type: string, customerId: string, data: unknown): Promise<void> => {
    const time = clock.now();
    const id = `${type}-${customerId}`;
    const detail = { id, type, customerId, occurredAt: new Date(time).toISOString(), data };
    await runtime.platform.bus(busName).publish([{ source: 'shop.test', detailType: type, detail, time }]);
  };
  return {
    runtime,
    table,
    clock,
    log,
    rules: compileRules(shop.rules),
    order: async (customerId: string) => {
      await say('customer.updated', customerId, {
        contact: { name: 'Ada', email: `${customerId}@mail.example` },
      });
      await say('order.placed', customerId, {
        orderId: `o-${customerId}`,
        total: 1000,
        currency: 'USD',
        items: [],
      });
    },
    [Symbol.asyncDispose]: async () => {
      await runtime.stop();
      await copy[Symbol.asyncDispose]();
    },
  };
}

describe('webhooks and tasks in the local runtime', () => {
  it('tell a real endpoint, which checks the signature, fails at first and recovers; each is on record, and the task is to be done', async () => {
    await using receiver = await openReceiver();
    await using shop = await openShop(receiver.url);
    const refused = new Set<string>();
    const genuine: boolean[] = [];
    receiver.answer = (response, call) => {
      genuine.push(isGenuine(call, shop.clock.now()));
      const id = String(call.headers['webhook-id']);
      // Once in vain for each; the breaker opens on the way.
      if (!refused.has(id)) {
        refused.add(id);
        response.writeHead(500).end();
      } else response.writeHead(204).end();
    };
    shop.clock.holdAt(Date.UTC(2026, 2, 2, 10));
    const customers = ['k1', 'k2', 'k3'];
    for (const customer of customers) await shop.order(customer);
    await shop.runtime.drain();
    await poll(
      async () => {
        shop.clock.holdAt(shop.clock.now() + 60_000);
        await shop.runtime.drain();
        return receiver.calls.length;
      },
      (calls) => calls >= 6,
    );
    await shop.runtime.drain();
    expect(genuine).toEqual(Array.from({ length: 6 }, () => true));
    const told = receiver.calls.map(({ body }) => JSON.parse(body).data);
    expect(new Set(told.map(({ customerId }) => customerId))).toEqual(new Set(customers));
    expect(told[0]).toMatchObject({
      campaign: 'parcel',
      step: 'card',
      contact: { name: 'Ada' },
      data: { insert: 'card' },
    });
    expect(JSON.stringify(told)).not.toContain('mail.example');

    const report = await readCampaign({ table: shop.table, rules: shop.rules }, 'parcel');
    expect(report.webhooks).toEqual([
      { step: 'card', requested: 3, outcomes: { delivered: 3, failed: 0, expired: 0, withdrawn: 0 } },
    ]);
    expect(report.tasks).toEqual([{ step: 'call', requested: 3 }]);
    const { tasks } = await listTasks(shop.table, 'open');
    expect(tasks.map(({ customerId, title }) => [customerId, title]).sort()).toEqual(
      customers.map((customer) => [customer, 'Call']),
    );
    expect(shop.log).toEqual([]);
  }, 60_000);
});
