import { PerennialError } from '../perennial-error.ts';
import type { Item, Write } from '../ports.ts';

/** DynamoDB's limit on the actions of one transaction. */
const MAX_WRITES = 100;

const refuse = (message: string): PerennialError => new PerennialError('TABLE.BAD_TRANSACTION', { message });

/** The key that a write is about. */
export const keyOfWrite = (write: Write) => (write.kind === 'put' ? write.item : write.key);

/** Throws `TABLE.BAD_TRANSACTION` for a list of writes that DynamoDB would refuse, so that all adapters refuse it. */
export function checkWrites(writes: readonly Write[]): void {
  if (writes.length > MAX_WRITES) {
    throw refuse(
      `A transaction has at most ${MAX_WRITES} writes, this one has ${writes.length}. Split it into several.`,
    );
  }
  const seen = new Set<string>();
  for (const write of writes) {
    const { pk, sk } = keyOfWrite(write);
    if (pk === '' || sk === '') throw refuse(`A ${write.kind} has an empty key. Give it a pk and an sk.`);
    const identity = `${pk}\n${sk}`;
    if (seen.has(identity))
      throw refuse(`Two writes of one transaction are of item ${sk}. Join them into one.`);
    seen.add(identity);
    if (write.kind === 'add') checkIncrements(sk, write.increments);
    if (write.kind === 'put') checkNumbers(write.item);
  }
}

function checkNumbers({ sk, version, due, expiresAt }: Item<unknown>): void {
  if (![version, due?.at ?? 0, expiresAt ?? 0].every(Number.isSafeInteger)) {
    throw refuse(`Item ${sk} has a version, due instant or expiry that is not a whole number up to 2^53.`);
  }
}

function checkIncrements(sk: string, increments: Readonly<Record<string, number>>): void {
  const values = Object.values(increments);
  if (values.length === 0) throw refuse(`An add to counter item ${sk} names no number. Leave it out.`);
  if (!values.every(Number.isSafeInteger)) {
    throw refuse(`An add to counter item ${sk} has an increment that is not a whole number up to 2^53.`);
  }
}
