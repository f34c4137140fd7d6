import type { Channel } from '../channel.ts';
import type { Instant } from '../instant.ts';
import type { AddressFault, CustomerState } from './customer-state.ts';
import type { Fact } from './fact.ts';
import type { AddressFailed, AddressSuppressed, CustomerUpdated } from './input.ts';
import { updateProfile } from './profile.ts';
import { addSoftBounce, isWornOut } from './soft-bounces.ts';

/** Whether there is an address or number that something may go to. */
export const hasAddress = (
  { reachable, suppressed }: Pick<CustomerState, 'reachable' | 'suppressed'>,
  channel: Channel,
): boolean => reachable[channel]?.value === true && suppressed?.[channel] === undefined;

/** Sends nothing more to the customer's address. Who complains about a message wants no more of them either: that withdraws the consent. */
export function suppressAddress(
  state: CustomerState,
  input: AddressSuppressed,
  facts: Fact[],
  now: Instant,
): CustomerState {
  const { channel, reason, occurredAt } = input;
  const suppressed = suppress(state, channel, reason, facts, now);
  if (reason !== 'complaint') return suppressed;
  const consents = [{ channel, status: 'withdrawn', source: 'complaint', at: occurredAt }] as const;
  const said: CustomerUpdated = { kind: 'customer.updated', id: input.id, occurredAt, consents };
  return updateProfile(suppressed, said, facts, now);
}

/** Counts a message that did not arrive; the third in a row within 30 days suppresses the address. */
export function failAddress(
  state: CustomerState,
  { channel, message, occurredAt, deliveredAt }: AddressFailed,
  facts: Fact[],
  now: Instant,
): CustomerState {
  if (state.suppressed?.[channel] !== undefined) return state;
  const known = state.softBounces?.[channel] ?? [];
  const bounces = addSoftBounce(known, { message, at: occurredAt }, deliveredAt);
  if (isWornOut(bounces)) return suppress(state, channel, 'soft-bounces', facts, now);
  if (bounces.length === 0) return withoutBounces(state, channel);
  return { ...state, softBounces: { ...state.softBounces, [channel]: bounces } };
}

/** With a new address the customer may be written to again, and nothing that failed at the old one counts. */
export function restoreAddress(
  state: CustomerState,
  { newAddresses = [] }: CustomerUpdated,
  facts: Fact[],
  now: Instant,
): CustomerState {
  return newAddresses.reduce((current, channel) => {
    const clean = withoutBounces(current, channel);
    if (clean.suppressed?.[channel] === undefined) return clean;
    facts.push({ kind: 'address.restored', at: now, channel });
    const { suppressed, ...rest } = clean;
    const others = without(suppressed, channel);
    return Object.keys(others).length === 0 ? rest : { ...rest, suppressed: others };
  }, state);
}

function suppress(
  state: CustomerState,
  channel: Channel,
  reason: AddressFault,
  facts: Fact[],
  now: Instant,
): CustomerState {
  const known = state.suppressed?.[channel];
  // A complaint is the graver word: it stays what it is, and takes the place of a failure.
  if (known !== undefined && (known.reason === reason || reason !== 'complaint')) return state;
  facts.push({ kind: 'address.suppressed', at: now, channel, reason });
  const clean = withoutBounces(state, channel);
  return { ...clean, suppressed: { ...clean.suppressed, [channel]: { reason, at: now } } };
}

function withoutBounces(state: CustomerState, channel: Channel): CustomerState {
  if (state.softBounces?.[channel] === undefined) return state;
  const { softBounces, ...rest } = state;
  const others = without(softBounces, channel);
  return Object.keys(others).length === 0 ? rest : { ...rest, softBounces: others };
}

const without = <T>(
  record: Readonly<Partial<Record<Channel, T>>>,
  channel: Channel,
): Partial<Record<Channel, T>> => {
  const { [channel]: _, ...others } = record;
  return others;
};
