import type { Key, Table } from '../../shared/ports.ts';

/** The same table, with a list of the keys that are read. */
export function countReads(table: Table): { readonly table: Table; readonly keys: Key[] } {
  const keys: Key[] = [];
  const counted: Table = {
    get: (key, options) => {
      keys.push(key);
      return table.get(key, options);
    },
    getMany: (wanted, options) => {
      keys.push(...wanted);
      return table.getMany(wanted, options);
    },
    transact: (writes) => table.transact(writes),
    query: (pk, options) => table.query(pk, options),
    due: (shard, before, options) => table.due(shard, before, options),
    audience: (shard, prefix, options) => table.audience(shard, prefix, options),
    scan: (segment, options) => table.scan(segment, options),
    consumed: table.consumed,
  };
  return { table: counted, keys };
}
