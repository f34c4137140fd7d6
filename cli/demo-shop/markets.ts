import type { NameStock } from './names.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A country that the demo shop sells to. */
export interface Market {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly weight: number;
  /** IANA zones of its customers, the first the most. */
  readonly zones: readonly [string, ...string[]];
  readonly names: NameStock;
  /** Share of its customers who read Chinese; the others read English. */
  readonly chineseShare: number;
  /** Whether the shop has a store there. */
  readonly hasStore: boolean;
  /** A number that rings nowhere, E.164. `serial` sets customers apart. */
  readonly phone: (serial: number) => string;
}

const US_AREAS =
  '212 312 415 206 617 303 404 512 602 702 713 718 801 808 816 901 904 919 214 215 216 305 314 317'.split(
    ' ',
  );
const CA_AREAS = '416 604 514 403 613 902'.split(' ');
/** The Australian regulator's mobile numbers for fiction. */
const AU_NUMBERS = ['491570006', '491570156', '491570157', '491570158', '491570159', '491570110'];

const digits = (value: number, width: number): string => String(value % 10 ** width).padStart(width, '0');

function northAmerican(areas: readonly string[]): (serial: number) => string {
  // 555-0100 to 555-0199 are kept for fiction in every area code.
  return (serial) => `+1${areas[Math.floor(serial / 100) % areas.length] ?? '212'}55501${digits(serial, 2)}`;
}

// Ofcom and the Bundesnetzagentur keep the British and German ranges for drama. China, Japan and Singapore keep none: these
// numbers begin as no number there does.
const MARKETS: readonly [Market, ...Market[]] = [
  {
    country: 'US',
    weight: 40,
    zones: [
      'America/New_York',
      'America/Los_Angeles',
      'America/Chicago',
      'America/New_York',
      'America/Denver',
    ],
    names: 'english',
    chineseShare: 0.04,
    hasStore: true,
    phone: northAmerican(US_AREAS),
  },
  {
    country: 'CN',
    weight: 18,
    zones: ['Asia/Shanghai'],
    names: 'chinese',
    chineseShare: 0.97,
    hasStore: false,
    phone: (serial) => `+86100${digits(serial, 8)}`,
  },
  {
    country: 'GB',
    weight: 15,
    zones: ['Europe/London'],
    names: 'english',
    chineseShare: 0.03,
    hasStore: true,
    phone: (serial) => `+447700900${digits(serial, 3)}`,
  },
  {
    country: 'DE',
    weight: 8,
    zones: ['Europe/Berlin'],
    names: 'german',
    chineseShare: 0.01,
    hasStore: false,
    phone: (serial) => `+4917139200${digits(serial, 2)}`,
  },
  {
    country: 'CA',
    weight: 7,
    zones: ['America/Toronto', 'America/Vancouver'],
    names: 'english',
    chineseShare: 0.08,
    hasStore: false,
    phone: northAmerican(CA_AREAS),
  },
  {
    country: 'JP',
    weight: 5,
    zones: ['Asia/Tokyo'],
    names: 'japanese',
    chineseShare: 0.01,
    hasStore: false,
    phone: (serial) => `+81900000${digits(serial, 4)}`,
  },
  {
    country: 'AU',
    weight: 4,
    zones: ['Australia/Sydney', 'Australia/Perth'],
    names: 'english',
    chineseShare: 0.06,
    hasStore: false,
    phone: (serial) => `+61${AU_NUMBERS[serial % AU_NUMBERS.length]}`,
  },
  {
    country: 'SG',
    weight: 3,
    zones: ['Asia/Singapore'],
    names: 'chinese',
    chineseShare: 0.45,
    hasStore: false,
    phone: (serial) => `+650${digits(serial, 7)}`,
  },
];

/** Draws the market of a customer by its weight. */
export function drawMarket(random: SeededRandom): Market {
  return random.weighted(MARKETS);
}
