import { describe, expect, it } from 'vitest';
import { receiveText } from '../../infra/local/topic/receive-text.ts';
import { claimKey } from '../../shared/app/item-keys.ts';
import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { claimSchema } from '../../shared/domain/message/claim.ts';
import type { MessageOrder } from '../../shared/domain/message/message-order.ts';
import { openLocalPipeline } from '../support/local-pipeline.ts';
import { messageOrder } from '../support/message-order.ts';

type CustomerData = Extract<ShopEvent, { type: 'customer.updated' }>['data'];

const order = (customerId: string, overrides: Partial<MessageOrder> = {}): MessageOrder => {
  const requestedAt = Date.now();
  return messageOrder({
    ...{ customerId, campaign: 'none-such', occurrence: 'once', template: 'welcome-hello' },
    ...{ isPromotional: false, requestedAt, expiresAt: requestedAt + 3_600_000 },
    ...overrides,
  });
};

async function open() {
  const pipeline = await openLocalPipeline();
  const { runtime, table, queue, states } = pipeline;
  let events = 0;
  return {
    ...pipeline,
    update: async (customerId: string, data: CustomerData) => {
      events += 1;
      const at = new Date(Date.now() - 1_000 + events).toISOString();
      const event: ShopEvent = {
        id: `e${events}`,
        type: 'customer.updated',
        customerId,
        occurredAt: at,
        data,
      };
      await queue('-inputs').send(
        JSON.stringify({ source: 'shop.test', 'detail-type': event.type, time: at, detail: event }),
      );
      await runtime.drain();
    },
    deliver: async (...orders: readonly MessageOrder[]) => {
      await queue('-outbound').send(...orders.map((each) => JSON.stringify(each)));
      await runtime.drain();
    },
    claim: async (customerId: string) => {
      const item = await table.get(claimKey(customerId, 'none-such', 'mail', 'once'));
      return item && claimSchema.parse(item.body);
    },
    state: async (customerId: string) => (await states()).find((state) => state.customerId === customerId),
  };
}

const withEmail = (email: string): CustomerData => ({
  contact: { email },
  consents: [{ channel: 'email', status: 'granted', source: 'checkout', at: '2026-01-01T00:00:00Z' }],
});

describe('a message on one machine, and what its provider tells of it', () => {
  it('bounces: claim and state know it, and nobody else with the address is written to', async () => {
    await using shop = await open();
    const address = 'bounce+shared@simulator.amazonses.com';
    await shop.update('ada', withEmail(address));
    await shop.update('ida', withEmail(address.toUpperCase()));
    await shop.deliver(order('ada'));
    expect(await shop.claim('ada')).toMatchObject({
      status: 'sent',
      delivery: { status: 'bounced', reason: 'Permanent/General' },
    });
    expect((await shop.state('ada'))?.suppressed).toMatchObject({ email: { reason: 'hard-bounce' } });

    await shop.deliver(order('ida'));
    expect(await shop.claim('ida')).toMatchObject({ status: 'suppressed', reason: 'hard-bounce' });

    await shop.update('ada', { contact: { email: 'success@simulator.amazonses.com' } });
    expect((await shop.state('ada'))?.suppressed).toBeUndefined();
    await shop.deliver(order('ada', { occurrence: 'again' }));
    const again = await shop.table.get(claimKey('ada', 'none-such', 'mail', 'again'));
    expect(again?.body).toMatchObject({ status: 'sent', delivery: { status: 'delivered' } });
    expect(shop.log).toEqual([]);
  });

  it('draws a complaint: consent is withdrawn', async () => {
    await using shop = await open();
    await shop.update('ada', withEmail('complaint@simulator.amazonses.com'));
    await shop.deliver(order('ada'));
    const state = await shop.state('ada');
    expect(state?.consents.email).toMatchObject({ status: 'withdrawn', source: 'complaint' });
    expect(state?.suppressed).toMatchObject({ email: { reason: 'complaint' } });
  });

  it('goes nowhere else for any other address', async () => {
    await using shop = await open();
    await shop.update('ada', withEmail('ada@shop.example'));
    await shop.deliver(order('ada'));
    const claim = await shop.claim('ada');
    expect(claim?.status).toBe('sent');
    expect(claim?.delivery).toBeUndefined();
  });

  it('reaches the feedback queue from the default bus only where it is one of ours', async () => {
    await using shop = await open();
    const publish = (configurationSet: string) =>
      shop.runtime.platform.bus('default').publish([
        {
          source: 'aws.ses',
          detailType: 'Email Delivered',
          time: 0,
          detail: { eventType: 'Delivery', mail: { tags: { 'ses:configuration-set': [configurationSet] } } },
        },
      ]);
    const waiting = async () =>
      Object.entries(await shop.runtime.counts()).find(([name]) => name.endsWith('-feedback'))?.[1].visible;
    await publish('somebody-elses');
    expect(await waiting()).toBe(0);
    const deliver = shop.runtime.topology.functions.find(({ file }) => file === 'deliver');
    await publish(deliver?.environment.CONFIGURATION_SET ?? '');
    expect(await waiting()).toBe(1);
    await shop.runtime.drain();
    const parked = await shop.queue('-feedback-dlq').receive();
    expect(parked).toHaveLength(1);
  });

  it('is followed by STOP: the number gets nothing more, whoever has it', async () => {
    await using shop = await open();
    const phone = '+12065550123';
    const consents = [
      { channel: 'sms', status: 'granted', source: 'checkout', at: '2026-01-01T00:00:00Z' },
    ] as const;
    await shop.update('ada', { contact: { phone }, consents: [...consents] });
    await receiveText(shop.runtime.publish, phone, 'Stop');
    await shop.runtime.drain();
    await shop.deliver(order('ada', { channel: 'sms' }));
    expect(await shop.claim('ada')).toMatchObject({ status: 'suppressed', reason: 'opted-out' });
  });
});
