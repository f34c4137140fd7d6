import { DAY_MS, type Instant } from '../../shared/domain/instant.ts';

/** By weekday, Sunday first. */
const WEEKDAYS = [1.15, 1, 0.95, 0.95, 0.95, 0.9, 1.1];
/** By month, January first: gifts before Christmas, quiet summers. */
const MONTHS = [0.85, 0.95, 1, 0.95, 0.95, 0.85, 0.8, 0.8, 0.95, 1.05, 1.35, 1.5];
const BEFORE_FESTIVAL_DAYS = 21;
const BEFORE_FESTIVAL = 1.8;
const AFTER_FESTIVAL_DAYS = 7;
const AFTER_FESTIVAL = 0.5;

/** No factor is greater than this. */
export const BUSIEST = 1.15 * 1.5 * 1.8;

const chineseDay = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'Asia/Shanghai',
});
const festivals = new Map<number, Instant>();

/**
 * The first day of the lunar year that begins in this year, at noon in Shanghai; from 21 January to 20 February. ICU's calendar
 * may be a day late where the new moon falls near midnight (2027), which is near enough for a demo.
 */
function springFestival(year: number): Instant {
  let festival = festivals.get(year);
  if (festival === undefined) {
    festival = Date.UTC(year, 0, 21, 4);
    while (chineseDay.format(festival) !== '1/1' && festival < Date.UTC(year, 1, 21, 4)) {
      festival += DAY_MS;
    }
    festivals.set(year, festival);
  }
  return festival;
}

/** Whole days from this instant to the year's Spring Festival; below zero after it. */
export function daysToSpringFestival(at: Instant): number {
  return Math.round((springFestival(new Date(at).getUTCFullYear()) - at) / DAY_MS);
}

/** How much busier than usual the shop is. @param keepsSpringFestival whether these customers keep it */
export function seasonAt(at: Instant, keepsSpringFestival: boolean): number {
  const date = new Date(at);
  const usual = (WEEKDAYS[date.getUTCDay()] ?? 1) * (MONTHS[date.getUTCMonth()] ?? 1);
  if (!keepsSpringFestival) {
    return usual;
  }
  const days = daysToSpringFestival(at);
  if (days > 0 && days <= BEFORE_FESTIVAL_DAYS) {
    return usual * BEFORE_FESTIVAL;
  }
  return days <= 0 && days > -AFTER_FESTIVAL_DAYS ? usual * AFTER_FESTIVAL : usual;
}
