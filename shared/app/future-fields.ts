import type { ShopEvent } from '../contracts/shop-event.ts';
import type { Instant } from '../domain/instant.ts';
import type { FieldIssue } from './describe-issues.ts';

/** A shop's clock may run ahead of ours by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * The fields of an event that lie in the future. Such an event must not be taken: it would carry its customer into the
 * future with it, and a consent from there would outweigh every withdrawal until then.
 */
export function futureFields(event: ShopEvent, now: Instant): FieldIssue[] {
  const consents = event.type === 'customer.updated' ? (event.data.consents ?? []) : [];
  const instants = [
    { field: 'occurredAt', at: event.occurredAt },
    ...consents.map(({ at }, position) => ({ field: `data.consents[${position}].at`, at })),
  ];
  const clock = new Date(now).toISOString();
  return instants
    .filter(({ at }) => Date.parse(at) > now + CLOCK_SKEW_MS)
    .map(({ field }) => ({ field, message: `must not be in the future; the clock here stands at ${clock}` }));
}
