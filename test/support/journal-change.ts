import { encodeJournalEntry } from '../../shared/app/decide/journal-document.ts';
import { journalKey } from '../../shared/app/item-keys.ts';
import type { Fact } from '../../shared/domain/customer/fact.ts';
import type { Change, Item } from '../../shared/ports.ts';
import { day, orderPlaced } from './inputs.ts';

interface Origin {
  readonly customerId?: string;
  readonly inputId?: string;
  readonly decidedAt?: number;
}

/** What the stream tells of a new journal entry: an order of customer `c1`, and the facts that came of it. */
export function journalChange(facts: readonly Fact[], origin: Origin = {}): Change {
  const { customerId = 'c1', inputId = 'e1', decidedAt = day(0) } = origin;
  const key = journalKey(customerId, inputId);
  const body = encodeJournalEntry({
    customerId,
    input: orderPlaced({ id: inputId }),
    decidedAt,
    stateVersion: 1,
    place: 0,
    rulesVersion: 'r',
    calibration: 0,
    facts,
  });
  const after: Item = JSON.parse(JSON.stringify({ ...key, version: 1, body }));
  return { sequence: '1', kind: 'insert', key, after };
}
