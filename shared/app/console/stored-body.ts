import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { JournalEntry } from '../../domain/customer/journal-entry.ts';
import { type Claim, claimSchema } from '../../domain/message/claim.ts';
import { type Miss, missSchema } from '../../domain/report/miss.ts';
import { type ModelReport, modelReportSchema } from '../../domain/segment/model-report.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Item } from '../../ports.ts';
import { contactSchema } from '../contact.ts';
import { decodeJournalEntry } from '../decide/journal-document.ts';
import { decodeState } from '../decide/state-document.ts';
import { JOURNAL_PREFIX } from '../item-keys.ts';
import { readCounters } from '../report/read-counters.ts';

/** What the owner sees of a customer's contact item. */
export interface ContactView {
  readonly email?: string;
  readonly phone?: string;
  readonly name?: string;
}

/** The customer's state out of a `state` item. Throws `CONSOLE.UNREADABLE_ITEM`. */
export const customerStateOf = (customerId: string, item: Item): CustomerState =>
  readBody(item, () => decodeState(customerId, item.body));

/** The entry out of a `journal#…` item. Throws `CONSOLE.UNREADABLE_ITEM`. */
export const journalEntryOf = (customerId: string, item: Item): JournalEntry =>
  readBody(item, () => decodeJournalEntry(customerId, item.sk.slice(JOURNAL_PREFIX.length), item.body));

/** The claim out of a `claim#…` item. Throws `CONSOLE.UNREADABLE_ITEM`. */
export const claimOf = (item: Item): Claim => readBody(item, () => claimSchema.parse(item.body));

/** Who missed a message, out of a `miss#…` item. Throws `CONSOLE.UNREADABLE_ITEM`. */
export const missOf = (item: Item): Miss => readBody(item, () => missSchema.parse(item.body));

/** Address, number and name out of a `contact` item, without those that were removed. Throws `CONSOLE.UNREADABLE_ITEM`. */
export function contactOf(item: Item): ContactView {
  const { email, phone, name } = readBody(item, () => contactSchema.parse(item.body));
  return {
    ...(email?.value ? { email: email.value } : {}),
    ...(phone?.value ? { phone: phone.value } : {}),
    ...(name?.value ? { name: name.value } : {}),
  };
}

/** The numbers of a counter item by name; none where the item is absent. Throws `CONSOLE.UNREADABLE_ITEM`. */
export const countersOf = (item: Item | undefined): Readonly<Record<string, number>> =>
  item === undefined ? {} : readBody(item, () => readCounters(item));

/** The report on the model out of its item. Throws `CONSOLE.UNREADABLE_ITEM`. */
export const modelReportOf = (item: Item): ModelReport =>
  readBody(item, () => modelReportSchema.parse(item.body));

function readBody<T>(item: Item, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new PerennialError('CONSOLE.UNREADABLE_ITEM', {
      message:
        `An item of the table (sort key "${item.sk.split('#', 1)[0]}") has a shape that this release does not know. ` +
        'Start the release that wrote it, or rebuild the data directory.',
      cause,
    });
  }
}
