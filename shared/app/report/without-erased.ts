import type { Table, Write } from '../../ports.ts';
import { erasedAmong } from '../privacy/erased-among.ts';

/**
 * The same writes, but that what would put on record a customer who was erased meanwhile takes it away. As many writes as before: a
 * change that takes several transactions goes on where it was.
 */
export async function withoutErased(
  writes: readonly Write[],
  table: Table,
  subjectSecret: string | undefined,
): Promise<readonly Write[]> {
  const named = [...new Set(writes.flatMap((write) => customerNamedBy(write) ?? []))];
  const erased = await erasedAmong(named, table, subjectSecret, { consistent: true });
  if (erased.size === 0) return writes;
  return writes.map((write) => {
    const customerId = customerNamedBy(write);
    if (write.kind !== 'put' || customerId === undefined || !erased.has(customerId)) return write;
    const { pk, sk } = write.item;
    return { kind: 'delete', key: { pk, sk }, condition: 'none' };
  });
}

function customerNamedBy(write: Write): string | undefined {
  if (write.kind !== 'put') return undefined;
  const { body } = write.item;
  if (typeof body !== 'object' || body === null || !('customerId' in body)) return undefined;
  return typeof body.customerId === 'string' ? body.customerId : undefined;
}
