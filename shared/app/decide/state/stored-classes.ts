import * as z from 'zod';
import type { Instant } from '../../../domain/instant.ts';
import { FREQUENCIES, NOVELTY_NEEDS, PRICE_NEEDS, STAGES, TIERS } from '../../../domain/segment/classes.ts';
import { rfmKey } from '../../../domain/segment/rfm-score.ts';
import type { Standpoint } from '../../../domain/segment/standpoint.ts';
import { nonEmpty } from './non-empty.ts';

export const classFields = {
  stage: z.enum(STAGES),
  tier: z.enum(TIERS),
  frequency: z.enum(FREQUENCIES),
  /** Three digits, recency first. */
  rfm: z
    .string()
    .regex(/^[1-5]{3}$/)
    .optional(),
  price: z.enum(PRICE_NEEDS).optional(),
  novelty: z.enum(NOVELTY_NEEDS).optional(),
  segments: z.array(z.string()).optional(),
};

const headSchema = z.object({ asOf: z.number(), ...classFields });

type StoredHead = z.infer<typeof headSchema>;

/** What a customer is counted under, and since when. */
interface StoredClasses extends Standpoint {
  readonly asOf: Instant;
}

/** Only the classes of a stored state and when they held, which is cheaper to read. Throws a ZodError. */
export function readStoredClasses(body: unknown): StoredClasses {
  const head = headSchema.parse(body);
  return { asOf: head.asOf, ...decodeClasses(head) };
}

/** The RFM score as three digits; no segments where there are none. */
export const encodeClasses = ({ classes, segments }: Standpoint): Omit<StoredHead, 'asOf'> => ({
  stage: classes.stage,
  tier: classes.tier,
  frequency: classes.frequency,
  rfm: classes.rfm && rfmKey(classes.rfm),
  price: classes.price,
  novelty: classes.novelty,
  segments: nonEmpty([...segments]),
});

/** The reverse. */
export const decodeClasses = ({
  stage,
  tier,
  frequency,
  rfm,
  price,
  novelty,
  segments = [],
}: Omit<StoredHead, 'asOf'>): Standpoint => ({
  classes: {
    stage,
    tier,
    frequency,
    ...(rfm !== undefined && { rfm: { r: Number(rfm[0]), f: Number(rfm[1]), m: Number(rfm[2]) } }),
    ...(price !== undefined && { price }),
    ...(novelty !== undefined && { novelty }),
  },
  segments,
});
