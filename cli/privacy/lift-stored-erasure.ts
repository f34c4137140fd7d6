import * as z from 'zod';
import { type LiftRequest, liftErasure } from '../../shared/app/privacy/lift-erasure.ts';
import { askServer } from '../start/ask-server.ts';
import { onStoredCustomers, type PrivacyTarget } from './privacy-target.ts';

const liftedSchema = z.object({
  subject: z.string(),
  liftedAt: z.number(),
  addresses: z.number(),
  isRecent: z.boolean(),
});
type Lifted = z.infer<typeof liftedSchema>;

/** Lifts an erasure where the customer was kept; the run that holds the data folder does it itself. Throws as `liftErasure` does. */
export async function liftStoredErasure(
  id: string,
  request: LiftRequest,
  target: PrivacyTarget,
): Promise<Lifted> {
  const answer =
    target.table === undefined
      ? await askServer(
          target.data,
          `/api/customers/${encodeURIComponent(id)}/lift-erasure`,
          liftedSchema,
          request,
        )
      : undefined;
  if (answer !== undefined) return answer;
  return await onStoredCustomers(target, (deps) => liftErasure(id, request, deps));
}

/** What lifting an erasure came to, for a person. */
export const liftedLines = ({ subject, addresses, isRecent }: Lifted): string[] => [
  'Lifted: what comes for this id from now on has its effect. Nothing of before comes back.',
  addresses === 0
    ? 'Addresses stay suppressed; --email and --phone let one be written to again.'
    : `Addresses that may be written to again: ${addresses}. Consents must be given anew.`,
  ...(isRecent
    ? [
        'It was erased less than 14 days ago: look through the dead-letter queues before you redrive them, for events of before would count.',
      ]
    : []),
  `The audit knows it as ${subject}.`,
];
