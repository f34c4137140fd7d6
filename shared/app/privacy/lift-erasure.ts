import { DAY_MS } from '../../domain/instant.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Table, Write } from '../../ports.ts';
import { addressHash } from '../suppression/address-hash.ts';
import { liftSuppression, readSuppression } from '../suppression/suppression.ts';
import { auditWrite } from './audit-record.ts';
import { subjectHash } from './subject-hash.ts';
import { tombstoneKey, tombstoneOf } from './tombstone.ts';

interface LiftDeps {
  readonly table: Table;
  readonly clock: Clock;
  /** The shop's own secret, under which ids and addresses are hashed. */
  readonly secret: string;
}

export interface LiftRequest {
  /** A name of the operator's. */
  readonly by: string;
  /** Why, for the audit; without the id and without an address. */
  readonly reason: string;
  /** Addresses that the person wants to be written to at again. */
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** What lifting an erasure came to. */
export interface LiftedErasure {
  /** Hash of the id, by which the audit knows it. */
  readonly subject: string;
  readonly liftedAt: number;
  /** How many addresses may be written to again. */
  readonly addresses: number;
  /** Whether what came before the erasure may still wait in a dead-letter queue, which keeps messages for 14 days. */
  readonly isRecent: boolean;
}

const DEAD_LETTER_DAYS = 14;

/**
 * Lets a customer who was erased begin anew under the same id: the tombstone goes, and what comes from then on has its effect. Nothing of before
 * comes back. Who did it and why goes on record with it, in one transaction. Addresses stay suppressed but for those that are named
 * and that nothing else than the erasure keeps. Throws `PRIVACY.NOT_ERASED`, `PRIVACY.STILL_ERASING`, `PRIVACY.NAMES_PERSON` and
 * `PRIVACY.CONTENDED` (retryable).
 */
export async function liftErasure(
  customerId: string,
  { by, reason, email, phone }: LiftRequest,
  { table, clock, secret }: LiftDeps,
): Promise<LiftedErasure> {
  // A short id is a number like any other in a sentence.
  if (reason.includes('@') || (customerId.length > 3 && reason.includes(customerId)))
    throw new PerennialError('PRIVACY.NAMES_PERSON', {
      message:
        'The reason is kept for ever: write it without the id and without an address ("wrote to us, request 42").',
    });
  const subject = subjectHash(secret, customerId);
  const key = tombstoneKey(subject);
  const standing = await table.get(key, { consistent: true });
  if (standing === undefined)
    throw new PerennialError('PRIVACY.NOT_ERASED', {
      message:
        'Nobody of this id stands as erased. Ids are compared letter by letter, as the shop sent them.',
    });
  const { status, finishedAt } = tombstoneOf(standing);
  if (status === 'erasing' || finishedAt === undefined)
    throw new PerennialError('PRIVACY.STILL_ERASING', {
      message: 'The erasure has begun and not ended. Take it to its end first: run erase with --yes again.',
    });
  const suppressions = await liftable({ email, phone }, secret, table);
  const liftedAt = clock.now();
  const result = await table.transact([
    { kind: 'delete', key, condition: { version: standing.version } },
    auditWrite({
      ...{ at: liftedAt, action: 'erasure-lifted', by, subject, reason },
      counts: { suppression: suppressions.length },
    }),
    ...suppressions,
  ]);
  if (result.status === 'conflict')
    throw new PerennialError('PRIVACY.CONTENDED', {
      message: 'Somebody else erases or lifts the same customer. Run it again.',
      retryable: true,
    });
  const isRecent = liftedAt - finishedAt < DEAD_LETTER_DAYS * DAY_MS;
  return { subject, liftedAt, addresses: suppressions.length, isRecent };
}

/** An address that bounced, complained or said STOP since stays as it is. */
async function liftable(
  { email, phone }: Pick<LiftRequest, 'email' | 'phone'>,
  secret: string,
  table: Table,
): Promise<readonly Write[]> {
  const named = [
    ...(email === undefined ? [] : [{ channel: 'email' as const, address: email }]),
    ...(phone === undefined ? [] : [{ channel: 'sms' as const, address: phone }]),
  ];
  const writes: Write[] = [];
  for (const { channel, address } of named) {
    const hash = addressHash(secret, channel, address);
    const suppression = await readSuppression(channel, hash, table);
    if (suppression?.reason === 'erased') writes.push(liftSuppression(channel, hash));
  }
  return writes;
}
