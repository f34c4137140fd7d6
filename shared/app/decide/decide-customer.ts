import { type CompiledRules, rulesAt } from '../../domain/compiled-rules.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { JournalEntry } from '../../domain/customer/journal-entry.ts';
import type { Foreseen } from '../../domain/decide/pass-time.ts';
import { decide } from '../../domain/decide.ts';
import { expiryAfter } from '../../domain/expiry-after.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Item, Write } from '../../ports.ts';
import { consentRecord } from '../consent/consent-record.ts';
import { contactSchema, mergeContact } from '../contact.ts';
import { contactKey, journalKey, shardOf, stateKey } from '../item-keys.ts';
import { audiencePlace } from './audience-place.ts';
import type { InboundInput } from './inbound-message.ts';
import { encodeJournalEntry } from './journal-document.ts';
import { noteNewAddresses } from './note-new-addresses.ts';
import { decodeState, encodeState } from './state-document.ts';

/** What is stored of a customer before a decision. */
export interface StoredCustomer {
  readonly state: Item | undefined;
  /** Read only where an input brings personal data. */
  readonly contact: Item | undefined;
  /** Of a customer without a state who was erased: the hash of the id, under which that is on record. */
  readonly erased?: string;
}

export interface CustomerWrites {
  readonly writes: readonly Write[];
  /** For each write that is a journal entry, its input; a failed condition there means: seen before. */
  readonly inputOfWrite: ReadonlyMap<number, InboundInput>;
}

/** Folds inputs, in order, into one customer and says what to write: all of it in one transaction, or nothing. */
export function decideCustomer(
  customerId: string,
  inbounds: readonly InboundInput[],
  stored: StoredCustomer,
  rules: CompiledRules,
): CustomerWrites {
  const storedState = stored.state && decodeState(customerId, stored.state.body);
  const stateVersion = (stored.state?.version ?? 0) + 1;
  const entries: { readonly entry: JournalEntry; readonly inbound: InboundInput }[] = [];
  let state = storedState;
  let dueAt: Instant | undefined;
  // The due index never says later than what is true.
  let foreseen: Foreseen | undefined = stored.state?.due && { quietUntil: stored.state.due.at };
  const inputs = noteNewAddresses(inbounds, stored.contact);
  for (const [position, inbound] of inbounds.entries()) {
    const input = inputs[position] ?? inbound.input;
    if (state === undefined && input.kind === 'tick') continue;
    const decision = decide(customerId, state, input, rules, inbound.acceptedAt, foreseen);
    state = decision.state;
    dueAt = decision.dueAt;
    foreseen = decision.foreseen;
    if (input.kind === 'tick' && decision.facts.length === 0) continue;
    const entry: JournalEntry = {
      customerId,
      input,
      decidedAt: decision.state.asOf,
      stateVersion,
      place: entries.length,
      rulesVersion: rules.version,
      calibration: rulesAt(rules, decision.state.asOf).calibration,
      facts: decision.facts,
    };
    entries.push({ entry, inbound });
  }
  if (state === undefined) return { writes: [], inputOfWrite: new Map() };

  const due = nextDue(customerId, stored.state?.due, dueAt, state.asOf);
  const audience = audiencePlace(state, rules, state.asOf);
  const isSamePlace = due?.at === stored.state?.due?.at && audience?.key === stored.state?.audience?.key;
  if (entries.length === 0 && isSamePlace) return { writes: [], inputOfWrite: new Map() };
  const writes: Write[] = [
    {
      kind: 'put',
      condition: stored.state === undefined ? 'absent' : { version: stored.state.version },
      item: stateItem(state, stateVersion, { due, audience }),
    },
  ];
  const inputOfWrite = new Map<number, InboundInput>();
  for (const { entry, inbound } of entries) {
    inputOfWrite.set(writes.length, inbound);
    const key = journalKey(customerId, inbound.input.id);
    writes.push({
      kind: 'put',
      condition: 'absent',
      item: {
        ...key,
        version: 1,
        body: encodeJournalEntry(entry),
        ...expiryAfter(entry.decidedAt, rules.retention?.journalDays),
      },
    });
    const record = consentRecord(inbound, rules.consent?.doubleOptIn);
    if (record !== undefined) writes.push(record);
  }
  const contact = contactWrite(customerId, inbounds, stored.contact);
  if (contact !== undefined) writes.push(contact);
  return { writes, inputOfWrite };
}

/**
 * Lazy timers: the due index is rewritten only when something falls due earlier than it says, or when what it says has
 * passed. A tick that comes too early finds nothing changed and moves the entry on.
 */
function nextDue(
  customerId: string,
  stored: Item['due'],
  dueAt: Instant | undefined,
  now: Instant,
): Item['due'] {
  const standsStill = stored !== undefined && stored.at > now && (dueAt === undefined || stored.at <= dueAt);
  if (standsStill) return stored;
  return dueAt === undefined ? undefined : { shard: shardOf(customerId), at: dueAt };
}

function stateItem(
  state: CustomerState,
  version: number,
  { due, audience }: { readonly due: Item['due']; readonly audience: Item['audience'] },
): Item<unknown> {
  return {
    ...stateKey(state.customerId),
    version,
    body: encodeState(state),
    ...(due !== undefined && { due }),
    ...(audience !== undefined && { audience }),
  };
}

function contactWrite(
  customerId: string,
  inbounds: readonly InboundInput[],
  stored: Item | undefined,
): Write | undefined {
  const patches = inbounds.flatMap(({ contact }) => (contact === undefined ? [] : [contact]));
  if (patches.length === 0) return undefined;
  const known = stored === undefined ? undefined : contactSchema.parse(stored.body);
  return {
    kind: 'put',
    condition: stored === undefined ? 'absent' : { version: stored.version },
    item: {
      ...contactKey(customerId),
      version: (stored?.version ?? 0) + 1,
      body: patches.reduce(mergeContact, known ?? {}),
    },
  };
}
