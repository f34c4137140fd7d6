import type { JournalEntry } from '../domain/customer/journal-entry.ts';

/** The id of the fact at this position of a journal entry. It stays the same over redeliveries: a subscriber's mark against handling it twice. */
export const factIdOf = ({ customerId, input }: JournalEntry, position: number): string =>
  `${customerId}/${input.id}/${position}`;
