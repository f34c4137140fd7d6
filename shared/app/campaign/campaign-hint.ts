import { nearestName } from '../../nearest-name.ts';

/** What to say after "There is no campaign ...": the one that was meant, else all that there are. */
export function campaignHint(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  return known.length > 0 ? `There are: ${known.join(', ')}.` : 'The shop has none.';
}
