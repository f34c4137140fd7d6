import type { Channel } from '../../domain/channel.ts';
import type { ProviderEvent } from '../../domain/feedback/provider-event.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Claim, claimSchema } from '../../domain/message/claim.ts';
import type { MessageReference } from '../../domain/message/message-reference.ts';
import type { Table } from '../../ports.ts';
import { type Contact, contactSchema } from '../contact.ts';
import type { AddressMessage } from '../decide/address-message.ts';
import { CLAIM_PREFIX, contactKey, customerPartition } from '../item-keys.ts';
import { addressHash } from '../suppression/address-hash.ts';
import { readSuppression, type Suppression, suppress } from '../suppression/suppression.ts';
import type { FeedbackDeps } from './feedback-deps.ts';
import { messageDigest } from './message-digest.ts';

type AddressDeps = Pick<FeedbackDeps, 'table' | 'clock' | 'inputs' | 'linkSecret'>;

/**
 * What an event says of an address: one that does not exist, or whose owner complains, is suppressed for everybody who has it,
 * and the customer's state is told where it is still their address. A failure that may pass counts for the customer alone.
 * `claim` is the message's, where there is one. Doing it again changes nothing.
 */
export async function tellOfAddress(
  event: ProviderEvent,
  claim: Claim | undefined,
  deps: AddressDeps,
): Promise<void> {
  const verdict = verdictOf(event);
  if (verdict === undefined) return;
  const { reference } = event;
  const contact = reference && (await readContact(reference.customerId, deps.table));
  const own = reference && addressOf(contact, reference.channel);
  const channel = reference?.channel ?? (event.addresses[0]?.includes('@') ? 'email' : 'sms');
  const hashOf = (address: string) => addressHash(deps.linkSecret, channel, withoutName(address));
  const hashes = new Set(event.addresses.map(hashOf));
  // Events on the bus may lack the number: it is the customer's, unless that has changed since.
  if (hashes.size === 0 && own !== undefined && claim !== undefined && own.at <= claim.claimedAt)
    hashes.add(hashOf(own.value));
  if (verdict !== 'soft')
    for (const hash of hashes) await suppressHash(channel, hash, verdict, event.at, deps);
  if (reference === undefined || own === undefined || !hashes.has(hashOf(own.value))) return;
  await deps.inputs.send([{ body: JSON.stringify(await messageFor(reference, verdict, event.at, deps)) }]);
}

type Verdict = 'hard-bounce' | 'complaint' | 'soft';

function verdictOf(event: ProviderEvent): Verdict | undefined {
  if (event.kind === 'complained') return event.isWithdrawn ? undefined : 'complaint';
  if (event.kind !== 'failed' || event.fault === 'message') return undefined;
  return event.fault === 'hard' ? 'hard-bounce' : 'soft';
}

async function suppressHash(
  channel: Channel,
  hash: string,
  reason: Suppression['reason'],
  at: Instant,
  { table }: AddressDeps,
): Promise<void> {
  const standing = await readSuppression(channel, hash, table);
  // What keeps everything away already stays what it is: a person who wanted to be forgotten is not a bounce.
  if (standing !== undefined && !standing.promotionalOnly) return;
  await table.transact([suppress(channel, hash, reason, at)]);
}

async function messageFor(
  reference: MessageReference,
  verdict: Verdict,
  toldAt: Instant,
  { table, clock }: AddressDeps,
): Promise<AddressMessage> {
  const { customerId, campaign, step, occurrence, channel } = reference;
  const at = clock.now();
  // A provider's clock may run ahead; nothing happens after it is told.
  const frame = {
    id: `feedback-${verdict}-${messageDigest(reference)}`,
    customerId,
    channel,
    at,
    occurredAt: Math.min(toldAt, at),
  };
  if (verdict !== 'soft') return { ...frame, kind: 'address.suppressed', reason: verdict };
  const deliveredAt = await lastDelivery(customerId, channel, table);
  return {
    ...frame,
    kind: 'address.failed',
    message: `${campaign}/${step}/${occurrence}`,
    ...(deliveredAt !== undefined && { deliveredAt }),
  };
}

/** When, by the claims, a message last arrived. Soft bounces are few, so looking it up is cheaper than telling the state of every delivery. */
async function lastDelivery(
  customerId: string,
  channel: Channel,
  table: Table,
): Promise<Instant | undefined> {
  let last: Instant | undefined;
  let cursor: string | undefined;
  do {
    const page = await table.query(customerPartition(customerId), {
      prefix: CLAIM_PREFIX,
      consistent: true,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { body } of page.items) {
      const { channel: by, delivery } = claimSchema.parse(body);
      if (by === channel && delivery?.status === 'delivered')
        last = Math.max(last ?? delivery.at, delivery.at);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return last;
}

async function readContact(customerId: string, table: Table): Promise<Contact> {
  const item = await table.get(contactKey(customerId), { consistent: true });
  return item === undefined ? {} : contactSchema.parse(item.body);
}

function addressOf(
  contact: Contact | undefined,
  channel: Channel,
): { readonly value: string; readonly at: Instant } | undefined {
  const part = channel === 'email' ? contact?.email : contact?.phone;
  return part?.value == null ? undefined : { value: part.value, at: part.at };
}

/** Providers may write `Ada <ada@example.com>`. */
const withoutName = (address: string): string => /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address;
