import type { Fact } from '../shared/domain/customer/fact.ts';

/** A fact in one line: `stage.changed active -> at-risk (days 90)`, `campaign.exited win-back/first (reason finished)`. */
export function factLine(fact: Fact, timeOf: (at: number) => string): string {
  const { kind, at: _, ...fields } = fact;
  return [kind, ...factDetails(fields, timeOf)].join(' ');
}

/** The fields of a fact, the telling ones first and without their names. */
function factDetails(fields: Readonly<Record<string, unknown>>, timeOf: (at: number) => string): string[] {
  const { campaign, step, occurrence: _, segment, from, to, why, ...others } = fields;
  const place = [campaign, step].filter((part) => part !== undefined).join('/');
  const move = 'to' in fields ? `${plain(from)} -> ${plain(to)}` : '';
  const grounds = typeof why === 'object' && why !== null ? Object.entries(why) : [];
  const details = [...Object.entries(others), ...grounds].map(
    ([name, value]) => `${name} ${INSTANTS.has(name) ? timeOf(Number(value)) : plain(value)}`,
  );
  return [
    place,
    segment === undefined ? '' : plain(segment),
    move,
    details.length === 0 ? '' : `(${details.join(', ')})`,
  ].filter((part) => part !== '');
}

const INSTANTS: ReadonlySet<string> = new Set(['occurredAt', 'expiresAt', 'until', 'dueAt']);

function plain(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'object') return String(value);
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${name} ${plain(part)}`)
    .join(', ')} }`;
}
