import { type Happening, isFresh } from './campaign/live-campaigns.ts';
import { type CompiledRules, nextEpoch, rulesAt } from './compiled-rules.ts';
import type { CustomerState } from './customer/customer-state.ts';
import { eventData } from './customer/event-data.ts';
import type { Fact } from './customer/fact.ts';
import type { EventInput, Input } from './customer/input.ts';
import { unknownCustomer } from './customer/unknown-customer.ts';
import { applyInput } from './decide/apply-input.ts';
import { type Cause, liveAt } from './decide/live-at.ts';
import { lookAhead } from './decide/look-ahead.ts';
import { type Foreseen, passTime } from './decide/pass-time.ts';
import { earlier, type Instant } from './instant.ts';
import type { Standing } from './segment/standing.ts';

export interface Decision {
  readonly state: CustomerState;
  /** What became true, in order. */
  readonly facts: readonly Fact[];
  /** The first instant at which a tick would change anything; undefined where time alone never will. */
  readonly dueAt: Instant | undefined;
  /** What to tell the next decision, to spare it work. */
  readonly foreseen: Foreseen;
}

const UNFORESEEN: Foreseen = { quietUntil: Number.NEGATIVE_INFINITY };

/**
 * The customer state machine. First time passes, instant by instant, up to `now`; then the input happens. So it does not
 * matter how late a tick comes, or whether it comes at all before the next input: the states and facts are the same.
 *
 * `acceptedAt` is when the input was accepted; the decision is never as of an instant before the one before it.
 * `foreseen`, where the caller knows it, is what the decision that led to the state, or the due index, said of the time after it; it
 * only spares work. Pure: no clock, no randomness, no I/O.
 */
export function decide(
  customerId: string,
  known: CustomerState | undefined,
  input: Input,
  rules: CompiledRules,
  acceptedAt: Instant,
  foreseen: Foreseen = UNFORESEEN,
): Decision {
  const facts: Fact[] = [];
  const isTick = input.kind === 'tick';
  const before = known ?? unknownCustomer(customerId);
  const now = Math.max(acceptedAt, before.asOf, isTick ? 0 : input.occurredAt);

  const passed = known === undefined ? undefined : passTime(known, rules, now, foreseen, facts);
  if (isTick && passed?.standing?.at === now)
    return conclude(passed.state, passed.standing, rules, facts, now);
  const current = passed?.state ?? before;
  const stated = facts.length;
  const changed = isTick ? current : applyInput(current, input, rules, now, facts);
  const happening = isTick ? undefined : happeningOf(input, facts.slice(stated));
  const occasion = {
    cause: causeOf(known, input, now),
    ...(known === undefined && { isMeeting: true }),
    ...(happening !== undefined && { happening }),
  };
  const lived = liveAt(changed, rules, rulesAt(rules, now), now, facts, occasion);
  return conclude(lived.state, lived.standing, rules, facts, now);
}

const conclude = (
  state: CustomerState,
  standing: Standing,
  rules: CompiledRules,
  facts: readonly Fact[],
  now: Instant,
): Decision => {
  const ahead = lookAhead(state, standing, rules);
  const dueAt = earlier(ahead.dueAt, nextEpoch(rules, now));
  return {
    state: { ...state, asOf: now },
    facts,
    dueAt,
    foreseen: { quietUntil: dueAt ?? Number.POSITIVE_INFINITY, steadyUntil: ahead.steadyUntil },
  };
};

function causeOf(known: CustomerState | undefined, input: Input, now: Instant): Cause {
  if (input.kind === 'tick') return input.isRecheck ? 'rules' : 'life';
  return known !== undefined || isFresh(input.occurredAt, now) ? 'life' : 'import';
}

/** The event as campaigns are told of it; undefined where it only repeats what is known. */
function happeningOf(input: EventInput, stated: readonly Fact[]): Happening | undefined {
  if (input.kind === 'order.placed' && !stated.some(({ kind }) => kind === 'order.counted')) return undefined;
  const { id, kind, occurredAt } = input;
  return { id, kind, occurredAt, data: eventData(input) };
}
