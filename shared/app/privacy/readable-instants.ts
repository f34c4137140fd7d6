/** Fields that hold an instant: `at`, `until`, `since`, `asOf`, and whatever ends in `At`. */
const INSTANT_FIELD = /^(?:at|until|since|asOf)$|At$/;

/** The same value with its instants as ISO 8601 (UTC) in place of milliseconds since 1970. A value of a person's own attributes stays as it is. */
export function readableInstants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readableInstants);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => [
      field,
      typeof each === 'number' && INSTANT_FIELD.test(field) ? isoOf(each) : readableInstants(each),
    ]),
  );
}

function isoOf(milliseconds: number): string | number {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? milliseconds : date.toISOString();
}
