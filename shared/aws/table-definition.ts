/**
 * Names of the table's attributes and indexes, for the adapters, the stack and the tests. No SDK here.
 *
 * `body` is the item's JSON as text. Both indexes are sparse (an item without the attributes is not in them) and
 * KEYS_ONLY. The numbers of a counter item stand at the top level, each named `n.` and the counter's name.
 */
export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds, as DynamoDB's TTL wants it. */
  timeToLive: 'ttl',
  streamView: 'NEW_AND_OLD_IMAGES',
  indexes: {
    due: { name: 'due', partitionKey: 'dueShard', sortKey: 'dueAt', sortType: 'N' },
    audience: { name: 'audience', partitionKey: 'audienceShard', sortKey: 'audienceKey', sortType: 'S' },
  },
} as const;

/** Prefix of the attributes of a counter item. */
export const COUNTER_ATTRIBUTE_PREFIX = 'n.';
