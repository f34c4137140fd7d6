import type { Table } from '../../ports.ts';
import { subjectHash } from './subject-hash.ts';
import { tombstoneKey } from './tombstone.ts';

/**
 * Those of the customers who were erased, with the hash under which that is on record. Without the shop's secret nobody is known to be. Only `consistent`
 * sees every committed write.
 */
export async function erasedAmong(
  customerIds: readonly string[],
  table: Table,
  secret: string | undefined,
  options: { readonly consistent: boolean },
): Promise<ReadonlyMap<string, string>> {
  if (secret === undefined || customerIds.length === 0) return new Map();
  const subjects = customerIds.map((customerId) => subjectHash(secret, customerId));
  const tombstones = await table.getMany(subjects.map(tombstoneKey), options);
  return new Map(
    customerIds.flatMap((customerId, position): [string, string][] => {
      const subject = subjects[position];
      return subject === undefined || tombstones[position] === undefined ? [] : [[customerId, subject]];
    }),
  );
}
