import * as z from 'zod';
import { shopEventSchema } from '../../contracts/shop-event.ts';
import type { Input } from '../../domain/customer/input.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ContactPatch } from '../contact.ts';
import { describeIssues } from '../describe-issues.ts';
import { futureFields } from '../future-fields.ts';
import { inputOfEvent } from '../input-of-event.ts';
import { addressMessageSchema } from './address-message.ts';

/** An event as EventBridge puts it into a queue. */
const busEnvelopeSchema = z.object({
  'detail-type': z.string(),
  time: z.iso.datetime({ offset: true }),
  detail: z.unknown(),
});

/** Written by `sweep` and `recheck`. */
const tickMessageSchema = z.object({
  kind: z.literal('tick'),
  customerId: z.string().min(1),
  at: z.int().min(0),
  isRecheck: z.literal(true).optional(),
});
export type TickMessage = z.infer<typeof tickMessageSchema>;

/** One input on its way to one customer. */
export interface InboundInput {
  readonly customerId: string;
  readonly input: Input;
  readonly contact?: ContactPatch;
  readonly acceptedAt: Instant;
}

export type InboundMessage =
  | { readonly status: 'readable'; readonly inbound: InboundInput }
  | { readonly status: 'unreadable'; readonly reason: string };

/** Reads the body of a message of the inputs or the ticks queue, as of `now`. */
export function readInbound(body: string, now: Instant): InboundMessage {
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return { status: 'unreadable', reason: 'The message is not JSON.' };
  }
  const tick = tickMessageSchema.safeParse(message);
  if (tick.success) {
    const { customerId, at, isRecheck } = tick.data;
    const id = `${isRecheck ? 'recheck' : 'tick'}:${at}`;
    const input = { kind: 'tick', id, ...(isRecheck && { isRecheck }) } as const;
    return { status: 'readable', inbound: { customerId, input, acceptedAt: at } };
  }
  const told = addressMessageSchema.safeParse(message);
  if (told.success) {
    const { customerId, at, ...input } = told.data;
    return { status: 'readable', inbound: { customerId, input, acceptedAt: at } };
  }
  const envelope = busEnvelopeSchema.safeParse(message);
  if (!envelope.success)
    return {
      status: 'unreadable',
      reason: `Neither a tick nor an event of the bus: ${describeIssues(envelope.error)}`,
    };
  const event = shopEventSchema.safeParse(envelope.data.detail);
  if (!event.success)
    return { status: 'unreadable', reason: `Not a valid event: ${describeIssues(event.error)}` };
  const [future] = futureFields(event.data, now);
  if (future !== undefined) return { status: 'unreadable', reason: `${future.field}: ${future.message}` };
  return {
    status: 'readable',
    inbound: {
      customerId: event.data.customerId,
      ...inputOfEvent(event.data),
      // Whoever puts an event on the bus may set its time; it is not accepted before it is here.
      acceptedAt: Math.min(Date.parse(envelope.data.time), now),
    },
  };
}
