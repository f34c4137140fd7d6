/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** One civil day of 24 hours; windows in the rules are counted in these, so they do not depend on a zone. */
export const DAY_MS = 86_400_000;

/** The earlier of two instants, where undefined is never. */
export function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
