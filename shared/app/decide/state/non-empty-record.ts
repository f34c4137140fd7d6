/** What is empty is left out of a document; keys are in order, so that equal states are equal documents. */
export function nonEmptyRecord<T>(
  record: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> | undefined {
  const keys = Object.keys(record);
  if (keys.length <= 1) return keys.length === 0 ? undefined : record;
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
