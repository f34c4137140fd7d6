/** Month and day, by year; two where the year has two. */
type DateTable = Readonly<Record<number, readonly `${number}-${number}`[]>>;

/**
 * Diwali (Lakshmi Puja) in India, as python-holidays 0.105 has it. The rule is the evening, at sunset in Delhi, on which the
 * new moon of Ashvin is near (the moon's last 12 degrees before it); computed, 2024 and 2025 have two such evenings, and the
 * first was kept. Singapore and Malaysia can be a day off.
 */
const DIWALI: DateTable = {
  2024: ['10-31'],
  2025: ['10-20'],
  2026: ['11-8'],
  2027: ['10-29'],
  2028: ['10-17'],
  2029: ['11-5'],
  2030: ['10-26'],
  2031: ['11-14'],
  2032: ['11-2'],
  2033: ['10-22'],
  2034: ['11-10'],
  2035: ['10-30'],
};

/**
 * Holi (the day of colours) in India, as python-holidays 0.105 has it; computed, it is the day after the evening of the full
 * moon of Phalguna.
 */
const HOLI: DateTable = {
  2024: ['3-25'],
  2025: ['3-14'],
  2026: ['3-4'],
  2027: ['3-22'],
  2028: ['3-11'],
  2029: ['3-1'],
  2030: ['3-20'],
  2031: ['3-9'],
  2032: ['3-27'],
  2033: ['3-16'],
  2034: ['3-5'],
  2035: ['3-24'],
};

/**
 * 1 Shawwal of the Umm al-Qura calendar, as ICU 78 carries it (`islamic-umalqura`). Saudi Arabia announced the same days for 2024 and
 * 2025; where the crescent itself must be seen, as in India and Morocco, the feast is often a day later.
 */
const EID_AL_FITR: DateTable = {
  2024: ['4-10'],
  2025: ['3-30'],
  2026: ['3-20'],
  2027: ['3-9'],
  2028: ['2-26'],
  2029: ['2-14'],
  2030: ['2-4'],
  2031: ['1-24'],
  2032: ['1-14'],
  2033: ['1-3', '12-23'],
  2034: ['12-12'],
  2035: ['12-1'],
};

/** 10 Dhu al-Hijja of the Umm al-Qura calendar, with the same reserve. */
const EID_AL_ADHA: DateTable = {
  2024: ['6-16'],
  2025: ['6-6'],
  2026: ['5-27'],
  2027: ['5-16'],
  2028: ['5-5'],
  2029: ['4-24'],
  2030: ['4-13'],
  2031: ['4-2'],
  2032: ['3-22'],
  2033: ['3-12'],
  2034: ['3-1'],
  2035: ['2-19'],
};

/** Feasts whose day is announced, not computed: tabled from 2024 to 2035. */
export const ANNOUNCED_DATES = {
  diwali: DIWALI,
  holi: HOLI,
  'eid-al-fitr': EID_AL_FITR,
  'eid-al-adha': EID_AL_ADHA,
} as const;
