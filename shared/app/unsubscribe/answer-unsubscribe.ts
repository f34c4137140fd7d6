import type { Bus, Clock, Secrets } from '../../ports.ts';
import { pageLanguage } from '../consent/page-language.ts';
import type { PageRequest, PageResponse } from '../consent/page-request.ts';
import { type JustSaid, signPreferencesLink } from '../consent/preferences-link.ts';
import { publishWords } from '../consent/publish-words.ts';
import { verifyLink } from './signed-link.ts';
import { unsubscribePage } from './unsubscribe-page.ts';

interface UnsubscribeDeps {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** Name of the secret that signs the links. */
  readonly linkSecret: string;
}

/**
 * Answers the link of a mail. GET shows a page with a button and changes nothing, for scanners follow every link. POST
 * withdraws the consent: from the button, or from a mail program with one click (RFC 8058, section 3.1: no redirect, no
 * cookies; the body's type does not matter, since the link itself says all). Doing it again is as good as once.
 */
export async function answerUnsubscribe(
  { method, token = '', language: asked, acceptLanguage }: Omit<PageRequest, 'contentType' | 'body'>,
  { bus, clock, secrets, linkSecret }: UnsubscribeDeps,
): Promise<PageResponse> {
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
  ): PageResponse => {
    const link = { customerId, ...(justSaid && { justSaid }) };
    const preferencesUrl = `preferences?token=${signPreferencesLink(secret, link)}${chosen}`;
    return { status, html: unsubscribePage(kind, { language, token, preferencesUrl }) };
  };
  if (method !== 'POST') return page(200, 'ask');

  const now = clock.now();
  const at = new Date(now).toISOString();
  const words = [{ channel, status: 'withdrawn' as const, source: 'unsubscribe-link', at }];
  // Each press of the button is an event of its own: one after a new consent counts again.
  const identity = [token, at];
  const isTaken = await publishWords({ source: 'shop.unsubscribe', identity, customerId, now, words }, bus);
  if (!isTaken) return page(503, 'try-again');
  return page(200, 'done', { at: now, isOn: { [channel]: false } });
}
