import type { Mistake } from './schedule.ts';

/** What a field of a cron expression may hold. */
export interface CronField {
  readonly title: string;
  readonly least: number;
  readonly most: number;
  /** Names that stand for numbers, from `least` on. */
  readonly names?: readonly string[];
}

/**
 * The numbers that a field such as "*", "1,15", "mon-fri" or "8-18/2" stands for, or what is wrong with it. Day of the week
 * 0, a Sunday, is given as 7.
 */
export function readCronField(text: string, field: CronField): ReadonlySet<number> | Mistake {
  const values = new Set<number>();
  let position = 0;
  for (const part of text.split(',')) {
    const range = readRange(part, field);
    if ('message' in range) return { message: range.message, position: position + range.position };
    for (let value = range.first; value <= range.last; value += range.step)
      values.add(field.most === 7 && value === 0 ? 7 : value);
    position += part.length + 1;
  }
  return values;
}

function readRange(
  part: string,
  field: CronField,
): { readonly first: number; readonly last: number; readonly step: number } | Mistake {
  const match = /^(\*|\w+)(?:-(\w+))?(?:\/(\w+))?$/.exec(part);
  if (match === null || (match[1] === '*' && match[2] !== undefined)) {
    const message = `"${part}" is no ${field.title}; it is written as *, 5, 1-5, */15 or a list of these`;
    return { message, position: 0 };
  }
  const [, from = '', to, by] = match;
  const step = by === undefined ? 1 : Number(by);
  if (!Number.isInteger(step) || step < 1)
    return { message: `a step is a whole number from 1, not "${by}"`, position: part.indexOf('/') + 1 };
  if (from === '*') return { first: field.least, last: field.most - (field.most === 7 ? 1 : 0), step };
  const first = readNumber(from, field);
  if (first === undefined) return outside(from, field, 0);
  if (to === undefined) return { first, last: by === undefined ? first : field.most, step };
  const last = readNumber(to, field);
  if (last === undefined) return outside(to, field, from.length + 1);
  // "sat-sun": the Sunday at the end of the week.
  const end = field.most === 7 && last === 0 && first > 0 ? 7 : last;
  return end < first ? { message: `"${part}" runs backwards`, position: 0 } : { first, last: end, step };
}

function readNumber(text: string, { least, most, names }: CronField): number | undefined {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 ? least + named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

const outside = (text: string, { title, least, most }: CronField, position: number): Mistake => ({
  message: `"${text}" is no ${title}, which goes from ${least} to ${most}`,
  position,
});
