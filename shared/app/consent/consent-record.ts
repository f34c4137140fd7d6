import * as z from 'zod';
import { holdUnconfirmed } from '../../domain/campaign/double-opt-in.ts';
import type { CustomerUpdated } from '../../domain/customer/input.ts';
import type { ConsentRules } from '../../domain/customer/topic-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Item, Table, Write } from '../../ports.ts';
import type { InboundInput } from '../decide/inbound-message.ts';
import { CONSENT_PREFIX, consentRecordKey, customerPartition, stateKey } from '../item-keys.ts';

const wordSchema = z.object({
  channel: z.enum(['email', 'sms']),
  topic: z.string().optional(),
  /** pending: it waits for its confirmation. */
  status: z.enum(['granted', 'withdrawn', 'pending']),
  source: z.string(),
  wording: z.string().optional(),
  proof: z.string().optional(),
  /** When the customer said so. */
  at: z.number(),
});

const recordSchema = z.object({
  /** When it was accepted here. */
  receivedAt: z.number(),
  words: z.array(wordSchema),
});

/** One word of a customer about what they want, as it is kept for good. */
export type RecordedConsent = z.infer<typeof wordSchema> & {
  readonly receivedAt: Instant;
  /** The event or request that brought it. */
  readonly inputId: string;
};

/**
 * What an input says of consents, to be written with the state: one item that never changes, so that it can be shown who agreed
 * to what, when, where and in which words (GDPR article 7(1), PIPL article 14). Undefined where the input says nothing of them.
 */
export function consentRecord(
  { customerId, input, acceptedAt }: InboundInput,
  doubleOptIn: ConsentRules['doubleOptIn'],
): Write | undefined {
  const words = wordsOf(input, doubleOptIn);
  if (words === undefined || words.length === 0 || input.kind === 'tick') return undefined;
  const key = consentRecordKey(customerId, input.occurredAt, input.id);
  return {
    kind: 'put',
    condition: 'none',
    item: { ...key, version: 1, body: { receivedAt: acceptedAt, words } },
  };
}

function wordsOf(
  input: InboundInput['input'],
  doubleOptIn: ConsentRules['doubleOptIn'],
): CustomerUpdated['consents'] {
  if (input.kind === 'customer.updated') return holdUnconfirmed(input, doubleOptIn).consents;
  // Who complains about a message wants no more of them.
  if (input.kind !== 'address.suppressed' || input.reason !== 'complaint') return undefined;
  return [{ channel: input.channel, status: 'withdrawn', source: 'complaint', at: input.occurredAt }];
}

/** All that a customer ever said of consents, the oldest first. Throws `CONSOLE.UNKNOWN_CUSTOMER` where nothing is known of the id. */
export async function readConsents(customerId: string, table: Table): Promise<readonly RecordedConsent[]> {
  const recorded: RecordedConsent[] = [];
  for (const { sk, body } of await readAll(customerId, table)) {
    const { receivedAt, words } = recordSchema.parse(body);
    const inputId = sk.slice(sk.indexOf('#', CONSENT_PREFIX.length) + 1);
    for (const word of words) recorded.push({ ...word, receivedAt, inputId });
  }
  if (recorded.length === 0 && (await table.get(stateKey(customerId))) === undefined)
    throw new PerennialError('CONSOLE.UNKNOWN_CUSTOMER', {
      message: 'No customer has this id. Ids are compared letter by letter, as the shop sent them.',
    });
  return recorded;
}

async function readAll(customerId: string, table: Table): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query(customerPartition(customerId), {
      prefix: CONSENT_PREFIX,
      ...(cursor !== undefined && { cursor }),
    });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
