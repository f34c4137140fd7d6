import { createHash } from 'node:crypto';
import type { ShopEvent } from '../../contracts/shop-event.ts';
import type { Bus } from '../../ports.ts';

type Words = NonNullable<Extract<ShopEvent, { type: 'customer.updated' }>['data']['consents']>;

interface SaidOnPage {
  /** Bus source of the page: `shop.preferences`. */
  readonly source: string;
  /** The event's id is a hash of these: the same again is the same event. */
  readonly identity: readonly string[];
  readonly customerId: string;
  readonly now: number;
  readonly words: Words;
}

/** Puts what a customer said on a page of Perennial's own on the bus; false where the bus did not take it. */
export async function publishWords(
  { source, identity, customerId, now, words }: SaidOnPage,
  bus: Bus,
): Promise<boolean> {
  const hash = createHash('sha256').update(identity.join('\n')).digest('hex').slice(0, 24);
  const event: ShopEvent = {
    id: `${source.replace('shop.', '')}-${hash}`,
    type: 'customer.updated',
    customerId,
    occurredAt: new Date(now).toISOString(),
    data: { consents: words },
  };
  const [result] = await bus.publish([{ source, detailType: event.type, detail: event, time: now }]);
  return result?.status === 'published';
}
