import * as z from 'zod';
import type { Fact } from '../../domain/customer/fact.ts';
import type { Input } from '../../domain/customer/input.ts';
import type { JournalEntry } from '../../domain/customer/journal-entry.ts';
import type { Instant } from '../../domain/instant.ts';

/** A fact as stored: `at` is left out where it is the instant of the decision. */
type StoredFact = Omit<Fact, 'at'> & { readonly at?: Instant };

/** A journal entry as it is stored, without what its key says already. */
export interface JournalDocument {
  readonly at: Instant;
  readonly rules: string;
  /** Number of the calibration; left out before the first. */
  readonly calibration?: number;
  readonly version: number;
  readonly place: number;
  readonly input: Omit<Input, 'id'>;
  readonly facts: readonly StoredFact[];
}

/** A fact's instant is left out where it is that of the decision. */
export function encodeJournalEntry(entry: JournalEntry): JournalDocument {
  const { id: _, ...input } = entry.input;
  return {
    at: entry.decidedAt,
    rules: entry.rulesVersion,
    ...(entry.calibration > 0 && { calibration: entry.calibration }),
    version: entry.stateVersion,
    place: entry.place,
    input,
    facts: entry.facts.map(({ at, ...fact }) => (at === entry.decidedAt ? fact : { ...fact, at })),
  };
}

const withKind = z.looseObject({ kind: z.string() });

/** Only the frame is checked: entries are written by `decide` alone and never change. */
const documentSchema = z.object({
  at: z.number(),
  rules: z.string(),
  calibration: z.number().default(0),
  version: z.number(),
  place: z.number(),
  input: withKind,
  facts: z.array(withKind),
});

const isInput = (value: { kind: string }): value is Input => typeof value.kind === 'string';
const isFact = (value: { kind: string }): value is Fact => typeof value.kind === 'string';

/** Throws a ZodError for a document of another shape. */
export function decodeJournalEntry(customerId: string, inputId: string, body: unknown): JournalEntry {
  const document = documentSchema.parse(body);
  const input = { ...document.input, id: inputId };
  const facts = document.facts.map((fact) => ({ at: document.at, ...fact })).filter(isFact);
  if (!isInput(input)) throw new TypeError('unreachable: every input has a kind');
  return {
    customerId,
    input,
    decidedAt: document.at,
    stateVersion: document.version,
    place: document.place,
    rulesVersion: document.rules,
    calibration: document.calibration,
    facts,
  };
}
