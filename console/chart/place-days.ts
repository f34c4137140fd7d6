/** A day that is drawn: its place among the days, and where it stands, in pixels. */
export interface PlacedDay {
  readonly index: number;
  readonly x: number;
}

/**
 * Places days (YYYY-MM-DD, growing) along a plot by how far they lie apart: no more of them than the plot has pixels, the
 * first and the last always. One day alone stands at both ends.
 */
export function placeDays(days: readonly string[], left: number, width: number): readonly PlacedDay[] {
  const last = days.length - 1;
  if (last < 0) return [];
  if (last === 0) return [0, width].map((offset) => ({ index: 0, x: left + offset }));
  const instants = days.map((day) => Date.parse(day));
  const [start = 0, end = start] = [instants[0], instants[last]];
  const step = Math.ceil(days.length / Math.max(1, width));
  return instants.flatMap((at, index) =>
    index % step === 0 || index === last
      ? [{ index, x: left + (width * (at - start)) / Math.max(1, end - start) }]
      : [],
  );
}
