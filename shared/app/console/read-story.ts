import { type CompiledRules, withCalibrations } from '../../domain/compiled-rules.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { JournalEntry } from '../../domain/customer/journal-entry.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Claim } from '../../domain/message/claim.ts';
import { type CustomerExplanation, explainCustomer } from '../../domain/segment/explain-customer.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Item, Table } from '../../ports.ts';
import { readCalibrations } from '../calibrate/read-calibrations.ts';
import { CLAIM_PREFIX, contactKey, customerPartition, JOURNAL_PREFIX, stateKey } from '../item-keys.ts';
import { isExpired } from '../privacy/is-expired.ts';
import { readTombstone } from '../privacy/tombstone.ts';
import { type ContactView, claimOf, contactOf, customerStateOf, journalEntryOf } from './stored-body.ts';
import { type OrderSummary, summarizeOrders } from './summarize-orders.ts';

/** All that is known of one customer, and how it came about. */
export interface CustomerStory {
  readonly state: CustomerState;
  readonly summary: OrderSummary;
  readonly contact: ContactView;
  /** When the customer is looked at again without anything happening; absent: never. */
  readonly dueAt?: Instant;
  /** The newest entries, oldest of them first. */
  readonly journal: readonly JournalEntry[];
  /** How many entries there are in all. */
  readonly journalLength: number;
  /** By the instant of the claim. */
  readonly claims: readonly Claim[];
  /** How each class came about, where the reader knows the shop's rules. */
  readonly explanation?: CustomerExplanation;
}

/** What it takes to explain a customer: the shop's files, and the time. The calibrations are read beside the customer. */
interface Explaining {
  readonly rules: CompiledRules;
  readonly clock: Clock;
}

/** Entries that one story shows; the rest are counted. */
const ENTRIES_SHOWN = 500;

/**
 * Reads one customer's whole partition, and explains the customer where that is asked for. Throws `CONSOLE.UNKNOWN_CUSTOMER` or, where
 * the secret is given under which those stand who were erased, `CONSOLE.ERASED_CUSTOMER`.
 */
export async function readStory(
  table: Table,
  customerId: string,
  explaining?: Explaining,
  subjectSecret?: string,
): Promise<CustomerStory> {
  const [[stateItem, contactItem], journalItems, claimItems] = await Promise.all([
    table.getMany([stateKey(customerId), contactKey(customerId)]),
    queryAll(table, customerPartition(customerId), JOURNAL_PREFIX, explaining?.clock.now()),
    queryAll(table, customerPartition(customerId), CLAIM_PREFIX, explaining?.clock.now()),
  ]);
  if (stateItem === undefined) {
    await refuseErased(customerId, subjectSecret, table);
    throw new PerennialError('CONSOLE.UNKNOWN_CUSTOMER', {
      message: 'No customer has this id. Ids are compared letter by letter, as the shop sent them.',
    });
  }
  const state = customerStateOf(customerId, stateItem);
  const journal = journalItems
    .map((item) => journalEntryOf(customerId, item))
    .sort((a, b) => a.stateVersion - b.stateVersion || a.place - b.place);
  return {
    state,
    summary: summarizeOrders(state),
    contact: contactItem === undefined ? {} : contactOf(contactItem),
    ...(stateItem.due === undefined ? {} : { dueAt: stateItem.due.at }),
    journal: journal.slice(-ENTRIES_SHOWN),
    journalLength: journal.length,
    claims: claimItems.map(claimOf).sort((a, b) => a.claimedAt - b.claimedAt),
    ...(explaining && { explanation: await explain(table, state, stateItem.due?.at, explaining) }),
  };
}

async function refuseErased(customerId: string, secret: string | undefined, table: Table): Promise<void> {
  const tombstone = secret === undefined ? undefined : await readTombstone(customerId, secret, table);
  if (tombstone === undefined) return;
  const on = new Date(tombstone.startedAt).toISOString().slice(0, 10);
  throw new PerennialError('CONSOLE.ERASED_CUSTOMER', {
    message: `The customer of this id was erased on ${on}. Nothing is kept of them, and what comes for this id has no effect.`,
  });
}

/** As of now, unless the customer is due and what is stored of them no longer holds: then as of when it did. */
async function explain(
  table: Table,
  state: CustomerState,
  dueAt: Instant | undefined,
  { rules, clock }: Explaining,
): Promise<CustomerExplanation> {
  const { calibrations } = await readCalibrations(table);
  const now = Math.max(clock.now(), state.asOf);
  const asOf = dueAt !== undefined && dueAt <= now ? state.asOf : now;
  return explainCustomer(state, withCalibrations(rules, calibrations), asOf);
}

/** What has not expired by then. */
async function queryAll(table: Table, pk: string, prefix: string, now = 0): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query(pk, { prefix, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items.filter((item) => !isExpired(item, now)));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
