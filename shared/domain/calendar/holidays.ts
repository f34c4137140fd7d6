import type { HolidayRule } from './holiday-rule.ts';

interface Holiday {
  readonly english: string;
  readonly chinese: string;
  /** By variant; the first is the one that is meant where none is named. */
  readonly rules: Readonly<Record<string, HolidayRule>>;
}

const onDate = (month: number, day: number): Holiday['rules'] => ({ common: { kind: 'date', month, day } });

const inChineseCalendar = (month: number, day: number): Holiday['rules'] => ({
  common: { kind: 'chinese', month, day },
});

/** So many days after the fourth Thursday of November. */
const afterThanksgiving = (plusDays: number): HolidayRule => ({
  kind: 'weekday',
  month: 11,
  weekday: 'thu',
  nth: 4,
  plusDays,
});

/** The holidays that a campaign can be timed by. The Chinese ones fall in the Gregorian year of the same number. */
export const HOLIDAYS = {
  'new-year': { english: "New Year's Day", chinese: '元旦', rules: onDate(1, 1) },
  'spring-festival': { english: 'Spring Festival', chinese: '春节', rules: inChineseCalendar(1, 1) },
  'lantern-festival': { english: 'Lantern Festival', chinese: '元宵节', rules: inChineseCalendar(1, 15) },
  'valentines-day': { english: "Valentine's Day", chinese: '情人节', rules: onDate(2, 14) },
  'white-day': { english: 'White Day', chinese: '白色情人节', rules: onDate(3, 14) },
  holi: { english: 'Holi', chinese: '洒红节', rules: { india: { kind: 'announced', name: 'holi' } } },
  'eid-al-fitr': {
    english: 'Eid al-Fitr',
    chinese: '开斋节',
    rules: { 'umm-al-qura': { kind: 'announced', name: 'eid-al-fitr' } },
  },
  qingming: { english: 'Qingming Festival', chinese: '清明节', rules: { common: { kind: 'qingming' } } },
  easter: {
    english: 'Easter Sunday',
    chinese: '复活节',
    rules: { western: { kind: 'easter', plusDays: 0 } },
  },
  'mothers-day': {
    english: "Mother's Day",
    chinese: '母亲节',
    rules: {
      us: { kind: 'weekday', month: 5, weekday: 'sun', nth: 2 },
      // Mothering Sunday, the fourth of Lent.
      uk: { kind: 'easter', plusDays: -21 },
    },
  },
  'eid-al-adha': {
    english: 'Eid al-Adha',
    chinese: '宰牲节',
    rules: { 'umm-al-qura': { kind: 'announced', name: 'eid-al-adha' } },
  },
  'dragon-boat': { english: 'Dragon Boat Festival', chinese: '端午节', rules: inChineseCalendar(5, 5) },
  'fathers-day': {
    english: "Father's Day",
    chinese: '父亲节',
    rules: {
      us: { kind: 'weekday', month: 6, weekday: 'sun', nth: 3 },
      au: { kind: 'weekday', month: 9, weekday: 'sun', nth: 1 },
      // Ascension Day.
      de: { kind: 'easter', plusDays: 39 },
      es: { kind: 'date', month: 3, day: 19 },
    },
  },
  '618': { english: '618 Shopping Festival', chinese: '618 购物节', rules: onDate(6, 18) },
  qixi: { english: 'Qixi Festival', chinese: '七夕', rules: inChineseCalendar(7, 7) },
  'mid-autumn': { english: 'Mid-Autumn Festival', chinese: '中秋节', rules: inChineseCalendar(8, 15) },
  'double-ninth': { english: 'Double Ninth Festival', chinese: '重阳节', rules: inChineseCalendar(9, 9) },
  halloween: { english: 'Halloween', chinese: '万圣夜', rules: onDate(10, 31) },
  diwali: { english: 'Diwali', chinese: '排灯节', rules: { india: { kind: 'announced', name: 'diwali' } } },
  'singles-day': { english: "Singles' Day", chinese: '双十一', rules: onDate(11, 11) },
  thanksgiving: {
    english: 'Thanksgiving',
    chinese: '感恩节',
    rules: { us: afterThanksgiving(0), ca: { kind: 'weekday', month: 10, weekday: 'mon', nth: 2 } },
  },
  'black-friday': { english: 'Black Friday', chinese: '黑色星期五', rules: { common: afterThanksgiving(1) } },
  'cyber-monday': { english: 'Cyber Monday', chinese: '网络星期一', rules: { common: afterThanksgiving(4) } },
  'christmas-eve': { english: 'Christmas Eve', chinese: '平安夜', rules: onDate(12, 24) },
  christmas: { english: 'Christmas Day', chinese: '圣诞节', rules: onDate(12, 25) },
  'boxing-day': { english: 'Boxing Day', chinese: '节礼日', rules: onDate(12, 26) },
} as const satisfies Readonly<Record<string, Holiday>>;

export type HolidayName = keyof typeof HOLIDAYS;
