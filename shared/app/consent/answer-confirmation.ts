import type { Bus, Clock, Secrets } from '../../ports.ts';
import { openConfirmationLink } from './confirmation-link.ts';
import { confirmationPage } from './confirmation-page.ts';
import { pageLanguage } from './page-language.ts';
import type { PageRequest, PageResponse } from './page-request.ts';
import { publishWords } from './publish-words.ts';

interface ConfirmationDeps {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** Name of the secret that signs the links. */
  readonly linkSecret: string;
}

/**
 * Answers the link of the message that asks for a confirmation. GET asks and changes nothing, for scanners follow every link;
 * POST grants what was pending. One link is one event: pressed again, also after the customer has changed their mind, it
 * changes nothing.
 */
export async function answerConfirmation(
  { method, token = '', language: asked, acceptLanguage }: PageRequest,
  { bus, clock, secrets, linkSecret }: ConfirmationDeps,
): Promise<PageResponse> {
  const language = pageLanguage(asked, undefined, acceptLanguage);
  const page = (status: number, kind: Parameters<typeof confirmationPage>[0]): PageResponse => ({
    status,
    html: confirmationPage(kind, language, token),
  });
  const link = openConfirmationLink(await secrets.get(linkSecret), token);
  if (link === undefined) return page(400, 'bad-link');
  const now = clock.now();
  if (now > link.expiresAt) return page(410, 'expired');
  if (method !== 'POST') return page(200, 'ask');

  const { customerId, channel, hasChannel, topics } = link;
  const about = [...(hasChannel ? [{}] : []), ...topics.map((topic) => ({ topic }))];
  const at = new Date(now).toISOString();
  const words = about.map((each) => ({
    ...{ channel, ...each, status: 'granted' as const, source: 'double-opt-in', at },
  }));
  const source = 'shop.confirmation';
  const isTaken = await publishWords({ source, identity: [token], customerId, now, words }, bus);
  return isTaken ? page(200, 'done') : page(503, 'try-again');
}
