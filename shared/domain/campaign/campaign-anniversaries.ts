import type { Anniversary } from '../calendar/anniversary.ts';
import { chineseDateOf } from '../calendar/chinese-date.ts';
import { civilDate } from '../calendar/civil-date.ts';
import { localDay } from '../calendar/local-day.ts';
import { nextAnniversary } from '../calendar/next-anniversary.ts';
import { readBirthday } from '../calendar/read-birthday.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import { customerZone } from '../customer/customer-zone.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { Trigger } from './campaign-rules.ts';
import type { CompiledCampaign } from './compiled-campaign.ts';
import type { Situation } from './situation.ts';

/** The next time after `after`, strictly, that a campaign's anniversary comes for a customer; undefined for other triggers, and where they have none. */
export function nextCampaignAnniversary(
  state: CustomerState,
  { trigger }: CompiledCampaign,
  { rules }: Pick<Situation, 'rules'>,
  after: Instant,
): Instant | undefined {
  if (trigger.kind !== 'anniversary') return undefined;
  const zone = customerZone(state.profile, rules.shop);
  const day = anniversaryOf(state, trigger, zone);
  if (day === undefined) return undefined;
  const from = Math.max(after, day.notBefore);
  return nextAnniversary(from, day.anniversary, zone, trigger.minuteOfDay, trigger.offsetDays);
}

interface AnniversaryDay {
  readonly anniversary: Anniversary;
  /** The day itself is not yet an anniversary. */
  readonly notBefore: Instant;
}

function anniversaryOf(
  state: CustomerState,
  { of, leapDay }: Extract<Trigger, { kind: 'anniversary' }>,
  zone: string,
): AnniversaryDay | undefined {
  switch (of.kind) {
    case 'birthday': {
      const { birthday } = state.profile;
      if (birthday === undefined) return undefined;
      return of.calendar === 'chinese' ? lunarBirthday(birthday.value) : yearly(birthday.value, leapDay);
    }
    case 'attribute': {
      const value = state.profile.attributes[of.name]?.value;
      return typeof value === 'string' ? yearly(value.slice(0, 10), leapDay) : undefined;
    }
    case 'first-order': {
      const firstAt = state.earlier?.firstAt ?? state.orders[0]?.at;
      if (firstAt === undefined) return undefined;
      const { month, day } = civilDate(localDay(firstAt, zone));
      // Half a year on, so that neither the day itself nor the days before it count for an offset.
      return {
        anniversary: { calendar: 'gregorian', month, day, leapDay },
        notBefore: firstAt + 182 * DAY_MS,
      };
    }
  }
}

function yearly(text: string, leapDay: 'february-28' | 'march-1'): AnniversaryDay | undefined {
  const anniversary = readBirthday(text);
  return anniversary && { anniversary: { ...anniversary, leapDay }, notBefore: Number.NEGATIVE_INFINITY };
}

/** The birthday by the Chinese calendar of a Gregorian date; undefined where the year is not known. */
function lunarBirthday(text: string): AnniversaryDay | undefined {
  const [year = Number.NaN, month = 1, day = 1] = text.split('-').map(Number);
  const date =
    Number.isInteger(year) && year > 0
      ? chineseDateOf(Math.floor(Date.UTC(year, month - 1, day) / DAY_MS))
      : undefined;
  if (date === undefined) return undefined;
  return {
    anniversary: { calendar: 'chinese', month: date.month, day: date.day },
    notBefore: Number.NEGATIVE_INFINITY,
  };
}
