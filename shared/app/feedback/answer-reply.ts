import { replyIntent } from '../../domain/feedback/reply-intent.ts';
import { numberCountry } from '../../domain/text/number-country.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Table, Write } from '../../ports.ts';
import { feedbackCountersKey, replyKey } from '../item-keys.ts';
import { addressHash } from '../suppression/address-hash.ts';
import { liftSuppression, readSuppression, type Suppression, suppress } from '../suppression/suppression.ts';
import type { FeedbackDeps } from './feedback-deps.ts';
import type { InboundText } from './read-feedback.ts';
import { replyText } from './reply-texts.ts';

type ReplyDeps = Pick<FeedbackDeps, 'table' | 'clock' | 'texter' | 'linkSecret' | 'shop'>;

/** For longer than a queue and its dead-letter queue keep a message. */
const REMEMBERED_MS = 30 * 86_400_000;
const REPLY_SECONDS = 300;

type Answer = 'stop' | 'start' | 'help';

/**
 * Does what a person's text asks for, once for each text however often it comes. STOP takes the number, whoever's it is, off
 * every list, and is confirmed once; START undoes only that. What it is about and how many came is kept, never the text nor
 * the number: anything else is counted as unread, and people read it at the provider.
 */
export async function answerReply(text: InboundText, deps: ReplyDeps): Promise<void> {
  const { table, clock } = deps;
  const now = clock.now();
  const at = Math.min(text.at, now);
  const intent = replyIntent(text.body);
  const hash = addressHash(deps.linkSecret, 'sms', text.from);
  const standing = await readSuppression('sms', hash, table);
  const { writes, answer } = changeOf(intent, standing, hash, at);
  const isFirst = await commit(
    [
      {
        kind: 'put',
        condition: 'absent',
        item: {
          ...replyKey(text.id),
          version: 1,
          body: { intent: intent ?? 'unread', at },
          expiresAt: now + REMEMBERED_MS,
        },
      },
      {
        kind: 'add',
        key: feedbackCountersKey(new Date(at).toISOString().slice(0, 10)),
        increments: { [`reply.${intent ?? 'unread'}`]: 1 },
      },
      ...writes,
    ],
    table,
  );
  if (!isFirst || answer === undefined) return;
  const country = numberCountry(text.from);
  // After the commit: a crash in between loses the answer, and never sends two.
  await deps.texter.send({
    to: text.from,
    body: replyText(answer, text.body, deps.shop),
    isPromotional: false,
    tags: { purpose: `reply-${answer}` },
    timeToLiveSeconds: REPLY_SECONDS,
    ...(country !== undefined && { country }),
  });
}

function changeOf(
  intent: Answer | undefined,
  standing: Suppression | undefined,
  hash: string,
  at: number,
): { readonly writes: readonly Write[]; readonly answer?: Answer } {
  switch (intent) {
    case 'stop':
      // One confirmation: who has stopped already, or wanted to be forgotten, gets none.
      return standing === undefined || standing.promotionalOnly
        ? { writes: [suppress('sms', hash, 'opted-out', at)], answer: 'stop' }
        : { writes: [] };
    case 'start':
      return standing?.reason === 'opted-out' && standing.at <= at
        ? { writes: [liftSuppression('sms', hash)], answer: 'start' }
        : { writes: [] };
    case 'help':
      return { writes: [], answer: 'help' };
    case undefined:
      return { writes: [] };
  }
}

/** False where the text was dealt with before. Throws `FEEDBACK.CONTENTION` (retryable). */
async function commit(writes: readonly Write[], table: Table): Promise<boolean> {
  const result = await table.transact(writes);
  if (result.status === 'committed') return true;
  if (result.failed.length > 0) return false;
  throw new PerennialError('FEEDBACK.CONTENTION', {
    message: 'Others kept writing to what a text concerns.',
    retryable: true,
  });
}
