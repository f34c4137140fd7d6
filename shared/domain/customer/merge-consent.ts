import type { Instant } from '../instant.ts';
import type { Consent } from './customer-state.ts';

/** One word about one channel or topic. */
export type ConsentWord = Omit<Consent, 'asked'>;

/**
 * Takes in a word. Of firm words the later stands, and of two at one instant the withdrawal; one that waits for its
 * confirmation ("pending") takes nothing away, and is kept beside a firm word only while it is later. So any order and any
 * duplication of the same words comes to the same.
 */
export function mergeConsent(known: Consent | undefined, said: ConsentWord): Consent {
  const { status, at, source } = said;
  const word = { status, at, source };
  if (known === undefined) return word;
  if (status === 'pending') return known.status === 'pending' ? later(known, word) : withAsked(known, at);
  if (known.status === 'pending') return withAsked(word, known.at);
  return withAsked(later(known, word), known.asked);
}

function later(one: Consent, other: Consent): Consent {
  const rank = one.at - other.at || compare(one.status, other.status) || compare(one.source, other.source);
  return rank >= 0 ? one : other;
}

/** "withdrawn" is the greater text. */
const compare = (one: string, other: string): number => (one === other ? 0 : one > other ? 1 : -1);

function withAsked({ status, at, source, asked }: Consent, other: Instant | undefined): Consent {
  const latest = Math.max(asked ?? at, other ?? at);
  return latest > at ? { status, at, source, asked: latest } : { status, at, source };
}
