import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { Table } from '../../ports.ts';
import { consentRecord } from '../consent/consent-record.ts';
import { describeError } from '../describe-error.ts';
import { contactKey, customerPartition, stateKey } from '../item-keys.ts';
import { erasedAmong } from '../privacy/erased-among.ts';
import { ignoredInputs } from '../privacy/ignored-inputs.ts';
import { decideCustomer, type StoredCustomer } from './decide-customer.ts';
import type { InboundInput } from './inbound-message.ts';

export type InboundOutcome =
  /** Its effects are stored: by this call, or by an earlier one. */
  | { readonly status: 'done' }
  /** Nothing of it is stored; the same input may be tried again. `reason` has no personal data. */
  | { readonly status: 'failed'; readonly reason: string };

interface DecideDeps {
  readonly table: Table;
  readonly rules: CompiledRules;
  /** The shop's own secret, under which those stand who were erased. Absent: nobody was. */
  readonly subjectSecret?: string;
}

/** A transaction has 100 writes at most: the state, the contact, a journal entry per input, and a record of what it says of consents. */
const INPUTS_PER_TRANSACTION = 90;
const ATTEMPTS = 6;
/** Transactions under way at once. */
const CONCURRENCY = 32;

/** Gives each input its one effect. Inputs of one customer are folded, in order, into one transaction. One outcome per input. */
export async function decideBatch(
  inbounds: readonly InboundInput[],
  deps: DecideDeps,
): Promise<InboundOutcome[]> {
  const groups = groupByCustomer(inbounds);
  const stored = await readCustomers(groups, deps, false);
  const outcomes = new Map<InboundInput, InboundOutcome>();
  const queue = [...groups.entries()];
  const work = async () => {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      const [customerId, own] = group;
      const failed = await decideGroup(customerId, own, stored, deps);
      for (const [inbound, reason] of failed) outcomes.set(inbound, { status: 'failed', reason });
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, groups.size) }, work));
  return inbounds.map((inbound) => outcomes.get(inbound) ?? { status: 'done' });
}

/** The inputs that could not be stored, with the reason. What is wrong with one customer does not hold up the others. */
async function decideGroup(
  customerId: string,
  inbounds: readonly InboundInput[],
  firstRead: ReadonlyMap<string, StoredCustomer>,
  deps: DecideDeps,
): Promise<ReadonlyMap<InboundInput, string>> {
  const pending = firstOfEachId(inbounds);
  try {
    const unstored = await storeAll(customerId, pending, firstRead, deps);
    return failedWith(unstored, 'Others kept writing to the same customer.');
  } catch (error) {
    return failedWith(pending, describeError(error));
  }
}

const failedWith = (inbounds: readonly InboundInput[], reason: string): ReadonlyMap<InboundInput, string> =>
  new Map(inbounds.map((inbound) => [inbound, reason]));

/** What is still not stored after all attempts. */
async function storeAll(
  customerId: string,
  inbounds: readonly InboundInput[],
  firstRead: ReadonlyMap<string, StoredCustomer>,
  deps: DecideDeps,
): Promise<readonly InboundInput[]> {
  let pending = inbounds;
  let read = firstRead;
  for (let attempt = 1; pending.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
    const chunk = firstThatFit(pending);
    const stored = read.get(customerId) ?? UNKNOWN;
    const { writes, inputOfWrite } =
      stored.erased === undefined
        ? decideCustomer(customerId, chunk, stored, deps.rules)
        : { writes: ignoredInputs(stored.erased, chunk, deps.subjectSecret ?? ''), inputOfWrite: NO_INPUTS };
    const result = writes.length === 0 ? COMMITTED : await deps.table.transact(writes);
    if (result.status === 'committed') {
      pending = pending.slice(chunk.length);
      attempt = 0;
    } else {
      const seenBefore = new Set(result.failed.map((position) => inputOfWrite.get(position)));
      pending = pending.filter((inbound) => !seenBefore.has(inbound));
    }
    if (pending.length > 0) read = await readCustomers(new Map([[customerId, pending]]), deps, true);
  }
  return pending;
}

function firstThatFit(inbounds: readonly InboundInput[]): readonly InboundInput[] {
  let writes = 0;
  const fitting: InboundInput[] = [];
  for (const inbound of inbounds.slice(0, INPUTS_PER_TRANSACTION)) {
    writes += consentRecord(inbound, undefined) === undefined ? 1 : 2;
    if (writes > INPUTS_PER_TRANSACTION) break;
    fitting.push(inbound);
  }
  return fitting;
}

const COMMITTED = { status: 'committed' } as const;
const UNKNOWN: StoredCustomer = { state: undefined, contact: undefined };
const NO_INPUTS: ReadonlyMap<number, InboundInput> = new Map();

async function readCustomers(
  groups: ReadonlyMap<string, readonly InboundInput[]>,
  { table, subjectSecret }: DecideDeps,
  consistent: boolean,
): Promise<ReadonlyMap<string, StoredCustomer>> {
  const stateKeys = [...groups.keys()].map(stateKey);
  const contactKeys = [...groups]
    .filter(([, inbounds]) => inbounds.some(({ contact }) => contact !== undefined))
    .map(([customerId]) => contactKey(customerId));
  const items = await table.getMany([...stateKeys, ...contactKeys], { consistent });
  const contacts = new Map(contactKeys.map(({ pk }, position) => [pk, items[stateKeys.length + position]]));
  const unknown = [...groups.keys()].filter((_, position) => items[position] === undefined);
  const erased = await erasedAmong(unknown, table, subjectSecret, { consistent });
  return new Map(
    [...groups.keys()].map((customerId, position) => {
      const subject = erased.get(customerId);
      const contact = contacts.get(customerPartition(customerId));
      return [
        customerId,
        { state: items[position], contact, ...(subject !== undefined && { erased: subject }) },
      ];
    }),
  );
}

function groupByCustomer(inbounds: readonly InboundInput[]): Map<string, InboundInput[]> {
  const groups = new Map<string, InboundInput[]>();
  for (const inbound of inbounds) {
    const group = groups.get(inbound.customerId);
    if (group === undefined) groups.set(inbound.customerId, [inbound]);
    else group.push(inbound);
  }
  return groups;
}

function firstOfEachId(inbounds: readonly InboundInput[]): InboundInput[] {
  const seen = new Set<string>();
  return inbounds.filter(({ input }) => !seen.has(input.id) && seen.add(input.id));
}
