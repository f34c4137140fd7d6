import type { Channel } from '../../domain/channel.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Table } from '../../ports.ts';
import { addressHash } from './address-hash.ts';
import { type Suppression, suppress, suppressionKey } from './suppression.ts';

/** One address of a list that nothing is to go to any more. */
export interface ListedAddress {
  readonly channel: Channel;
  readonly address: string;
  readonly reason: Suppression['reason'];
  readonly at: Instant;
  readonly promotionalOnly: boolean;
}

export interface ImportedSuppressions {
  readonly added: number;
  /** Suppressed before, for whatever reason, which is kept. */
  readonly known: number;
}

/** Writes that a table takes in one transaction. */
const BATCH = 100;

/** Keeps each address of a list, by its hash alone; one that is suppressed already stays so for the reason it has. */
export async function importSuppressions(
  listed: readonly ListedAddress[],
  { table, secret }: { readonly table: Table; readonly secret: string },
): Promise<ImportedSuppressions> {
  const byHash = new Map(
    listed.map((each) => [
      `${each.channel}#${addressHash(secret, each.channel, each.address)}`,
      { ...each, hash: addressHash(secret, each.channel, each.address) },
    ]),
  );
  const all = [...byHash.values()];
  let added = 0;
  for (let start = 0; start < all.length; start += BATCH) {
    const batch = all.slice(start, start + BATCH);
    const keys = batch.map(({ channel, hash }) => suppressionKey(channel, hash));
    const standing = await table.getMany(keys, { consistent: true });
    const fresh = batch.filter((_, position) => standing[position] === undefined);
    if (fresh.length === 0) continue;
    await table.transact(
      fresh.map(({ channel, hash, reason, at, promotionalOnly }) =>
        suppress(channel, hash, reason, at, promotionalOnly),
      ),
    );
    added += fresh.length;
  }
  return { added, known: listed.length - added };
}
