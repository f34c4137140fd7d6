import { offsetAt } from '../shared/domain/calendar/zone-offset.ts';

/** What a clock in an IANA zone shows, for a person: `2026-03-01 10:00`, with seconds where there are some. */
export function localMinute(at: number, timeZone: string): string {
  const text = new Date(at + offsetAt(at, timeZone)).toISOString().replace('T', ' ');
  return text.slice(17, 19) === '00' ? text.slice(0, 16) : text.slice(0, 19);
}
