import type { Instant } from '../instant.ts';
import type { CustomerState } from './customer-state.ts';
import type { Fact } from './fact.ts';
import type { CaseClosed, CaseOpened } from './input.ts';

/** Open complaints remembered of one customer; one is enough to hold back promotion. */
const MOST_CASES = 10;

/** Takes note of a complaint that is opened or closed. When the last one closes, what it held back is tried again at once. */
export function changeCases(
  state: CustomerState,
  { kind, caseId }: CaseOpened | CaseClosed,
  facts: Fact[],
  now: Instant,
): CustomerState {
  const others = state.openCases.filter((open) => open !== caseId);
  if ((kind === 'case.opened') === others.length < state.openCases.length) return state;
  facts.push({ kind, at: now, caseId });
  if (kind === 'case.opened') return { ...state, openCases: [...others, caseId].slice(-MOST_CASES) };
  if (others.length > 0) return { ...state, openCases: others };
  const journeys = state.journeys.map((journey) =>
    journey.held?.reason === 'case' ? { ...journey, until: now } : journey,
  );
  return { ...state, openCases: others, journeys };
}
