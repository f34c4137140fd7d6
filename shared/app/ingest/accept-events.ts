import { type ShopEvent, shopEventSchema } from '../../contracts/shop-event.ts';
import type { Bus, Clock } from '../../ports.ts';
import { issueList } from '../describe-issues.ts';
import { futureFields } from '../future-fields.ts';

/** Bus source of what comes in over HTTP. */
const API_SOURCE = 'shop.api';

export const EVENTS_PER_REQUEST = 100;

export type EventAnswer =
  | { readonly id: string; readonly status: 'accepted' }
  | {
      /** Null where the event has no readable id. */
      readonly id: string | null;
      readonly status: 'rejected';
      /** Worth sending again unchanged. */
      readonly retryable: boolean;
      readonly errors: readonly { readonly field: string; readonly message: string }[];
    };

interface IngestDeps {
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Puts each valid event on the bus. One answer per candidate, in order; a rejected event has no effect at all. */
export async function acceptEvents(
  candidates: readonly unknown[],
  { bus, clock }: IngestDeps,
): Promise<EventAnswer[]> {
  const now = clock.now();
  const answers = candidates.map((candidate) => examine(candidate, now));
  const valid = answers.filter((answer) => answer.status === 'valid');
  const results = await bus.publish(
    valid.map(({ event }) => ({ source: API_SOURCE, detailType: event.type, detail: event, time: now })),
  );
  const resultOf = new Map(valid.map((answer, position) => [answer, results[position]]));
  return answers.map((answer) => {
    if (answer.status === 'rejected') return answer;
    const result = resultOf.get(answer);
    if (result?.status === 'published') return { id: answer.event.id, status: 'accepted' };
    return rejected(
      answer.event.id,
      true,
      '',
      `The event bus did not take the event (${result?.code ?? 'no answer'}); send it again.`,
    );
  });
}

type Rejected = Extract<EventAnswer, { status: 'rejected' }>;

function examine(
  candidate: unknown,
  now: number,
): { readonly status: 'valid'; readonly event: ShopEvent } | Rejected {
  const parsed = shopEventSchema.safeParse(candidate);
  if (!parsed.success)
    return { id: idOf(candidate), status: 'rejected', retryable: false, errors: issueList(parsed.error) };
  const event = parsed.data;
  const errors = futureFields(event, now);
  if (errors.length > 0) return { id: event.id, status: 'rejected', retryable: false, errors };
  return { status: 'valid', event };
}

const rejected = (id: string | null, retryable: boolean, field: string, message: string): Rejected => ({
  id,
  status: 'rejected',
  retryable,
  errors: [{ field, message }],
});

function idOf(candidate: unknown): string | null {
  if (typeof candidate !== 'object' || candidate === null || !('id' in candidate)) return null;
  return typeof candidate.id === 'string' ? candidate.id.slice(0, 128) : null;
}
