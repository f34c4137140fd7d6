import * as z from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { warmUpDay } from '../../domain/reputation/warm-up.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Table } from '../../ports.ts';
import { sendPaceSchema } from '../deliver/pace/send-pace.ts';
import { sendPaceKey } from '../item-keys.ts';
import { readReputation, reputationStandingSchema } from './reputation-standing.ts';

/** How the shop's mail stands with those who take it. */
export const deliverabilitySchema = z.object({
  reputation: reputationStandingSchema,
  /** The day of the warm-up, from 1, the mails that it may see and those that are left; absent where there is none. */
  warmUp: z.object({ day: z.int(), mails: z.number(), left: z.number() }).optional(),
});

export type Deliverability = z.infer<typeof deliverabilitySchema>;

/**
 * Reads what the guard found last and how far the warm-up is. Without the shop's rules it knows of the warm-up only on a day on which mail
 * went. Throws a ZodError for an item of another shape.
 */
export async function readDeliverability(
  table: Table,
  now: Instant,
  rules?: Pick<Rules, 'delivery' | 'shop'>,
): Promise<Deliverability> {
  const [{ standing }, item] = await Promise.all([readReputation(table), table.get(sendPaceKey('email'))]);
  const stored = item === undefined ? undefined : sendPaceSchema.parse(item.body).warmUp;
  const counted = stored !== undefined && stored.endsAt > now ? stored : undefined;
  const settings = rules?.delivery?.warmUp;
  const today = rules === undefined ? counted : settings && warmUpDay(settings, rules.shop.timeZone, now);
  if (today === undefined) return { reputation: standing };
  const { day, mails } = today;
  return { reputation: standing, warmUp: { day, mails, left: Math.max(0, mails - (counted?.taken ?? 0)) } };
}
