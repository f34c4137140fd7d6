import type { Item, Write } from '../../shared/ports.ts';

/** A put of an item of which only the key matters, unless more is said; a number is the version that it expects. */
export const putOf = (
  item: Partial<Item<unknown>> & { pk: string },
  condition: 'absent' | 'none' | number = 'none',
) =>
  ({
    kind: 'put',
    item: { sk: 'state', version: 1, body: {}, ...item },
    condition: typeof condition === 'number' ? { version: condition } : condition,
  }) satisfies Write;
