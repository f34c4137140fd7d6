import type { JournalEntry } from '../domain/customer/journal-entry.ts';
import type { Change } from '../ports.ts';
import { decodeJournalEntry } from './decide/journal-document.ts';
import { customerOfPartition, JOURNAL_PREFIX } from './item-keys.ts';

/** The journal entry that a change of the table adds; undefined for any other change. */
export function journalEntryOf({ kind, key, after }: Change): JournalEntry | undefined {
  const customerId = customerOfPartition(key.pk);
  if (kind !== 'insert' || customerId === undefined || !key.sk.startsWith(JOURNAL_PREFIX)) return undefined;
  return decodeJournalEntry(customerId, key.sk.slice(JOURNAL_PREFIX.length), after?.body);
}
