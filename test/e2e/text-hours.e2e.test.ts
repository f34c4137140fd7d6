import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedParts } from '../../infra/local/embedded-platform.ts';
import { createDefinitionLoader } from '../../infra/local/load-definition.ts';
import { createLocalClock } from '../../infra/local/local-clock.ts';
import { startRuntime } from '../../infra/local/local-runtime.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { realTopology } from '../infra/local/support/real-topology.ts';
import { oneCampaignShop } from '../support/one-campaign-shop.ts';
import { ROOT } from '../support/run-perennial.ts';

const TEST_TIMEOUT_MS = 120_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** A Tuesday: 20:55 in Shanghai, 07:55 in Chicago. */
const START = Date.UTC(2026, 5, 30, 12, 55);

const CAMPAIGN = `description: Teas that are new.
trigger: { kind: event, event: cart.abandoned }
steps:
  - { kind: send, name: text, channel: sms, template: new-teas }
`;
const TEXTS = {
  en: 'sms: "{{ shop.name }}: new teas are in."\n',
  'zh-CN': 'sms: 新茶到店，今天您先挑。\n',
};

/** The real functions over SQLite in memory, with a shop that texts, by a clock that the test sets. */
async function openTextingShop() {
  const copy = await oneCampaignShop();
  await copy.remove('campaigns/win-back.yaml');
  await copy.write('campaigns/teas.yaml', CAMPAIGN);
  // The law alone decides: the shop itself would text at any time.
  await copy.write('sending.yaml', 'quietHours: { sms: [] }\n');
  // What the example shop asks for beside is not there.
  rmSync(join(copy.directory, 'topics.yaml'), { force: true });
  mkdirSync(join(copy.directory, 'templates/new-teas'));
  for (const [locale, text] of Object.entries(TEXTS))
    await copy.write(`templates/new-teas/${locale}.yaml`, text);
  const shop = await loadShop(copy.directory);
  await copy[Symbol.asyncDispose]();

  let now = START;
  const topology = realTopology();
  const parts = openEmbeddedParts({
    topology,
    clock: createLocalClock({ wallClock: () => now }),
    shop: async () => shop,
    environment: {},
  });
  const runtime = await startRuntime({
    topology,
    parts,
    loadDefinition: createDefinitionLoader(`${ROOT}/functions`),
  });
  const secret = topology.functions.find(({ file }) => file === 'ingest')?.environment.API_KEY_SECRET ?? '';
  const apiKey = await parts.secrets.get(secret);
  const publish = async (...events: readonly object[]) => {
    const response = await runtime.http.request('http://localhost/events', {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}` },
      body: JSON.stringify(events),
    });
    await runtime.drain();
    return { status: response.status, json: await response.json() };
  };
  return {
    publish,
    sent: async () => {
      const messages = await parts.mailbox.list({ limit: 100 });
      return messages.flatMap((message) =>
        message.channel === 'sms' ? [{ to: message.to, at: message.at, body: message.body }] : [],
      );
    },
    /** Time passes up to an instant, and whatever it makes due is done. */
    passTo: async (instant: number) => {
      now = instant;
      for (let round = 0; round < 3; round += 1) {
        await runtime.fireSweeps();
        await runtime.drain();
      }
    },
    [Symbol.asyncDispose]: () => runtime.stop(),
  };
}

const at = new Date(START - MINUTE).toISOString();
const customer = (customerId: string, data: object) => ({
  id: `${customerId}-known`,
  customerId,
  type: 'customer.updated',
  occurredAt: at,
  data: { consents: [{ channel: 'sms', status: 'granted', source: 'checkout', at }], ...data },
});
const cart = (customerId: string, occurredAt: number) => ({
  id: `${customerId}-cart-${occurredAt}`,
  customerId,
  type: 'cart.abandoned',
  occurredAt: new Date(occurredAt).toISOString(),
  data: { cartId: `${customerId}-${occurredAt}` },
});

describe('a promotional text', () => {
  it(
    'waits for the hours that the law of the number’s country leaves, and carries what it asks for',
    async () => {
      await using shop = await openTextingShop();
      const known = await shop.publish(
        // The profile says nothing of China: the number does.
        customer('mei', { locale: 'zh-CN', contact: { phone: '+86 139 1234 5678' } }),
        // As it is dialled in the country that the event tells.
        customer('ann', {
          locale: 'en',
          country: 'US',
          timeZone: 'America/Chicago',
          contact: { phone: '(312) 555-0123' },
        }),
      );
      expect(known).toMatchObject({ status: 202 });
      await shop.passTo(START + 5 * MINUTE);
      await shop.publish(cart('mei', START + 5 * MINUTE));
      await shop.passTo(START + 12 * HOUR + 4 * MINUTE);
      expect(await shop.sent()).toEqual([]);
      await shop.passTo(START + 12 * HOUR + 6 * MINUTE);
      expect(await shop.sent()).toEqual([
        {
          to: '+8613912345678',
          at: START + 12 * HOUR + 6 * MINUTE,
          body: '【Kettle & Crane】新茶到店，今天您先挑。拒收请回复R',
        },
      ]);

      const morning = START + 23 * HOUR + 35 * MINUTE;
      await shop.passTo(morning);
      await shop.publish(cart('ann', morning));
      await shop.passTo(morning + 29 * MINUTE);
      expect(await shop.sent()).toHaveLength(1);
      await shop.passTo(morning + 31 * MINUTE);
      expect(await shop.sent()).toContainEqual({
        to: '+13125550123',
        at: morning + 31 * MINUTE,
        body: 'Kettle & Crane: new teas are in. Reply STOP to opt out',
      });
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'never goes to a number that nobody can have, which is refused with what is wrong',
    async () => {
      await using shop = await openTextingShop();
      const { status, json } = await shop.publish(customer('bob', { contact: { phone: '13912345678' } }));
      expect(status).toBe(400);
      expect(json).toMatchObject({
        results: [
          {
            status: 'rejected',
            errors: [{ field: 'data.contact.phone', message: expect.stringContaining('"country"') }],
          },
        ],
      });
      expect(JSON.stringify(json)).not.toContain('13912345678');
    },
    TEST_TIMEOUT_MS,
  );
});
