/** Rows about a campaign's steps, as the campaign has these; those of steps that it has no more come last. */
export function inOrderOfSteps<Row extends { readonly step: string }>(
  rows: readonly Row[],
  steps: readonly { readonly name: string }[],
): readonly Row[] {
  const names = steps.map(({ name }) => name);
  const placeOf = ({ step }: Row): number => {
    const place = names.indexOf(step);
    return place === -1 ? names.length : place;
  };
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
}
