import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { PreferenceChoice } from './preference-choices.ts';
import type { JustSaid } from './preferences-link.ts';

/**
 * Choices as they will stand once what was just said has reached the state, so that a page never contradicts the one before it.
 * What the state knows of the same instant or a later one goes before it.
 */
export function withJustSaid(
  choices: readonly PreferenceChoice[],
  state: Pick<CustomerState, 'consents' | 'topics'> | undefined,
  justSaid: JustSaid | undefined,
): readonly PreferenceChoice[] {
  if (justSaid === undefined) return choices;
  return choices.map((choice) => {
    const isOn = justSaid.isOn[choice.key];
    const known = choice.topic === undefined ? state?.consents[choice.channel] : state?.topics?.[choice.key];
    const knownAt = known === undefined ? -Infinity : Math.max(known.at, known.asked ?? known.at);
    return isOn === undefined || knownAt >= justSaid.at ? choice : { ...choice, isOn, isPending: false };
  });
}
