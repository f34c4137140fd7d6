import { createHash } from 'node:crypto';
import type { ShopEvent } from '../../contracts/shop-event.ts';
import type { Bus, Clock, Secrets } from '../../ports.ts';
import { pageLanguage } from '../consent/page-language.ts';
import { type JustSaid, signPreferencesLink } from '../consent/preferences-link.ts';
import { verifyLink } from './signed-link.ts';
import { unsubscribePage } from './unsubscribe-page.ts';

/** Bus source of what customers say on Perennial's own pages. */
const PAGE_SOURCE = 'shop.unsubscribe';

interface UnsubscribeDeps {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** Name of the secret that signs the links. */
  readonly linkSecret: string;
}

export interface UnsubscribeRequest {
  readonly method: string;
  readonly token: string | undefined;
  /** The language that the page itself was asked for in. */
  readonly language?: string | undefined;
  /** The `Accept-Language` header. */
  readonly acceptLanguage: string | undefined;
}

export interface UnsubscribeResponse {
  readonly status: number;
  readonly html: string;
}

/**
 * Answers the link of a mail. GET shows a page with a button and changes nothing, for scanners follow every link. POST
 * withdraws the consent: from the button, or from a mail program with one click (RFC 8058, section 3.1: no redirect, no
 * cookies; the body's type does not matter, since the link itself says all). Doing it again is as good as once.
 */
export async function answerUnsubscribe(
  { method, token = '', language: asked, acceptLanguage }: UnsubscribeRequest,
  { bus, clock, secrets, linkSecret }: UnsubscribeDeps,
): Promise<UnsubscribeResponse> {
  const language = pageLanguage(asked, undefined, acceptLanguage);
  const secret = await secrets.get(linkSecret);
  const verified = verifyLink(secret, token);
  if (verified.status === 'invalid')
    return { status: 400, html: unsubscribePage('bad-link', { language, token }) };
  // Both pages are served side by side. Who chose no language here gets that page in their own.
  const chosen = asked === language ? `&lang=${language}` : '';
  const { customerId, channel } = verified.link;
  const page = (
    status: number,
    kind: Parameters<typeof unsubscribePage>[0],
    justSaid?: JustSaid,
  ): UnsubscribeResponse => {
    const link = { customerId, ...(justSaid && { justSaid }) };
    const preferencesUrl = `preferences?token=${signPreferencesLink(secret, link)}${chosen}`;
    return { status, html: unsubscribePage(kind, { language, token, preferencesUrl }) };
  };
  if (method !== 'POST') return page(200, 'ask');

  const now = clock.now();
  const at = new Date(now).toISOString();
  const event: ShopEvent = {
    id: eventId(token, at),
    type: 'customer.updated',
    customerId,
    occurredAt: at,
    data: { consents: [{ channel, status: 'withdrawn', source: 'unsubscribe-link', at }] },
  };
  const [result] = await bus.publish([
    { source: PAGE_SOURCE, detailType: event.type, detail: event, time: now },
  ]);
  if (result?.status !== 'published') return page(503, 'try-again');
  return page(200, 'done', { at: now, isOn: { [channel]: false } });
}

/** Each press of the button is an event of its own: one after a new consent counts again. */
const eventId = (token: string, at: string): string =>
  `unsubscribe-${createHash('sha256').update(`${token}\n${at}`).digest('hex').slice(0, 24)}`;
