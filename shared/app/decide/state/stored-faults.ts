import * as z from 'zod';
import type { CustomerState, SoftBounce } from '../../../domain/customer/customer-state.ts';
import { nonEmpty } from './non-empty.ts';

const suppressedSchema = z.object({
  reason: z.enum(['hard-bounce', 'soft-bounces', 'complaint']),
  at: z.number(),
});

/** Soft bounces: message and instant. */
const bounceTuples = z.array(z.tuple([z.string(), z.number()]));

/** What is wrong with the customer's address and number. */
export const faultFields = {
  badEmail: suppressedSchema.optional(),
  badPhone: suppressedSchema.optional(),
  softEmail: bounceTuples.optional(),
  softPhone: bounceTuples.optional(),
};

const faultsSchema = z.object(faultFields);

type StoredFaults = z.infer<typeof faultsSchema>;
type Faults = Pick<CustomerState, 'suppressed' | 'softBounces'>;

/** Mail and text messages apart. */
export const encodeFaults = ({ suppressed, softBounces }: Faults): StoredFaults => ({
  badEmail: suppressed?.email,
  badPhone: suppressed?.sms,
  softEmail: encodeBounces(softBounces?.email),
  softPhone: encodeBounces(softBounces?.sms),
});

/** Nothing where nothing is wrong. */
export function decodeFaults({ badEmail, badPhone, softEmail, softPhone }: StoredFaults): Faults {
  const isSuppressed = badEmail !== undefined || badPhone !== undefined;
  const isFailing = softEmail !== undefined || softPhone !== undefined;
  return {
    ...(isSuppressed && {
      suppressed: { ...(badEmail && { email: badEmail }), ...(badPhone && { sms: badPhone }) },
    }),
    ...(isFailing && {
      softBounces: {
        ...(softEmail && { email: decodeBounces(softEmail) }),
        ...(softPhone && { sms: decodeBounces(softPhone) }),
      },
    }),
  };
}

const encodeBounces = (bounces: readonly SoftBounce[] = []): [string, number][] | undefined =>
  nonEmpty(bounces.map(({ message, at }) => [message, at]));

const decodeBounces = (bounces: z.infer<typeof bounceTuples>): readonly SoftBounce[] =>
  bounces.map(([message, at]) => ({ message, at }));
