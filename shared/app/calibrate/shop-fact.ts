import * as z from 'zod';
import type { Change, Item, Key } from '../../ports.ts';

/** What became true of the shop as a whole, not of one customer. */
const shopFactSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('calibration.published'),
    at: z.number(),
    sequence: z.number(),
    customers: z.number(),
    /** Whether the purchase model is trusted. */
    hasModel: z.boolean(),
  }),
  /** One that cannot be read: the one before it holds on. */
  z.object({
    kind: z.literal('calibration.rejected'),
    at: z.number(),
    sequence: z.number(),
    reason: z.string(),
  }),
]);

export type ShopFact = z.infer<typeof shopFactSchema>;

const PARTITION = 'shop';
const PREFIX = 'fact#';

/** Keyed by what it says, so that the same is stated once. */
const shopFactKey = ({ kind, sequence }: ShopFact): Key => ({
  pk: PARTITION,
  sk: `${PREFIX}${kind}#${sequence}`,
});

export const shopFactItem = (fact: ShopFact): Item<ShopFact> => ({
  ...shopFactKey(fact),
  version: 1,
  body: fact,
});

/** The shop fact that a change of the table states; undefined for any other change. */
export function shopFactOf({ kind, key, after }: Change): ShopFact | undefined {
  if (kind !== 'insert' || key.pk !== PARTITION || !key.sk.startsWith(PREFIX)) return undefined;
  return shopFactSchema.parse(after?.body);
}
