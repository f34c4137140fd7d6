import type { WeeklyHours } from '../calendar/send-windows.ts';

/** What one country asks of text messages. */
export interface TextCountry {
  /** When promotion may go. Absent: nothing is known here of hours that its law names, and the shop's own quiet hours hold. */
  readonly hours?: LegalHours;
  /** Every text begins with the sender's brand in 【】. */
  readonly isSigned?: true;
  readonly optOut?: OptOut;
  /** Where this is from, and when it was read. */
  readonly source: string;
}

/** Hours of promotion as a law or the carriers have them. */
export interface LegalHours {
  readonly weekly: readonly WeeklyHours[];
  /** Whose clock they go by: one that the whole country has, or that at the customer's place. */
  readonly clock: 'country' | 'customer';
  /** IANA zones of the country; a customer who told no zone may be in any of these. Empty: the zone that quiet hours go by. */
  readonly zones: readonly string[];
}

/** How promotion tells the way out. */
export interface OptOut {
  /** After each, or only the first that a customer gets. */
  readonly when: 'always' | 'first';
  /** By language, the first for all others. */
  readonly text: Readonly<Record<string, string>>;
  /** What an author's own words for it look like; then nothing is added. */
  readonly isToldBy: RegExp;
}

const HOUR_MINUTES = 60;
const daily = (fromHour: number, toHour: number): WeeklyHours => ({
  fromMinute: fromHour * HOUR_MINUTES,
  toMinute: toHour * HOUR_MINUTES,
});

const NORTH_AMERICAN_STOP: OptOut = {
  when: 'first',
  text: { en: 'Reply STOP to opt out', fr: 'Répondez ARRET pour vous désinscrire', zh: '回复STOP退订' },
  isToldBy: /\bSTOP\b|\bARR[EÊ]T\b/,
};

/**
 * By ISO 3166-1 alpha-2. The law's hours concern promotion alone, the signature every text. Not legal advice; a shop puts its
 * own in their place in `sms.yaml`.
 */
export const TEXT_COUNTRIES: ReadonlyMap<string, TextCountry> = new Map<string, TextCountry>([
  [
    'CN',
    {
      // Providers differ: 08:00 to 22:00 (Huawei Cloud), 20:00 or 21:00; these hours are within all of them.
      hours: { weekly: [daily(9, 20)], clock: 'country', zones: ['Asia/Shanghai'] },
      isSigned: true,
      optOut: { when: 'always', text: { zh: '拒收请回复R' }, isToldBy: /拒收|退订/ },
      source: '《通信短信息服务管理规定》 in force since 2026-05-01; Tencent Cloud and Huawei Cloud, 2026-11',
    },
  ],
  [
    'US',
    {
      // Florida, Oklahoma and Washington end at 20:00; a number does not tell the state, so a shop that sells there
      // narrows the hours. For a customer without a zone both coasts must allow it; Alaska and Hawaii need a zone.
      hours: {
        weekly: [daily(8, 21)],
        clock: 'customer',
        zones: ['America/New_York', 'America/Los_Angeles'],
      },
      optOut: NORTH_AMERICAN_STOP,
      source: '47 CFR 64.1200(c)(1); CTIA Messaging Principles 2023-05, 5.1; 2026-11',
    },
  ],
  [
    'CA',
    {
      optOut: { ...NORTH_AMERICAN_STOP, when: 'always' },
      source: 'CASL, S.C. 2010, c. 23, 6(2)(c): a way out in each message; 2026-11',
    },
  ],
  [
    'IN',
    {
      // Sources say 09:00 or 10:00 for the beginning; the later one is within both.
      hours: { weekly: [daily(10, 21)], clock: 'country', zones: ['Asia/Kolkata'] },
      source: 'TRAI TCCCPR 2018 as told by providers (Contlo, Satisfi Labs), 2026-11',
    },
  ],
  [
    'FR',
    {
      // Public holidays are closed as well; they are not known here.
      hours: {
        weekly: [{ ...daily(8, 22), days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] }],
        clock: 'country',
        zones: ['Europe/Paris'],
      },
      source: 'as carriers enforce it (Brevo, CALLR), 2026-11',
    },
  ],
]);
