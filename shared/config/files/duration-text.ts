import * as z from 'zod';

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const DURATION = /^(\d{1,6})([mhd])$/;

/** Milliseconds of a duration such as 3d, 4h or 30m; undefined where the text is none. */
function readDuration(text: string): number | undefined {
  const [, count, letter] = DURATION.exec(text) ?? [];
  const unit = letter === 'm' || letter === 'h' || letter === 'd' ? UNITS_MS[letter] : undefined;
  return unit === undefined ? undefined : Number(count) * unit;
}

/** Milliseconds of a duration that a schema has let through. Throws RangeError for any other text. */
export function durationMs(text: string): number {
  const ms = readDuration(text);
  if (ms === undefined) throw new RangeError(`"${text}" is no duration.`);
  return ms;
}

/** A duration such as 3d, 4h or 30m, from a minute up to so many days. */
export function durationTextSchema(mostDays: number) {
  const rule = `must be a duration such as 3d, 4h or 30m, from 1m to ${mostDays}d`;
  return z
    .string({ error: ({ input }) => (input === undefined ? undefined : rule) })
    .refine(
      (text) => {
        const ms = readDuration(text) ?? 0;
        return ms > 0 && ms <= mostDays * UNITS_MS.d;
      },
      { error: rule },
    )
    .meta({ title: 'duration', pattern: DURATION.source });
}
