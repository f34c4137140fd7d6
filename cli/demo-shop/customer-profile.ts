import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { drawMarket, type Market } from './markets.ts';
import { drawName } from './names.ts';
import type { SeededRandom } from './seeded-random.ts';
import { CATEGORIES, type Category } from './tea-catalogue.ts';

/** What the demo shop's customer is like; drawn once. */
export interface CustomerProfile {
  readonly customerId: string;
  readonly market: Market;
  readonly timeZone: string;
  readonly readsChinese: boolean;
  /** How much the customer likes each category, in no unit. */
  readonly affinities: ReadonlyMap<Category, number>;
  /** How much the customer spends beside the others; 1 is the median. */
  readonly budget: number;
  /** Whether they first came into a store. */
  readonly isStoreCustomer: boolean;
}

type CustomerUpdated = Extract<ShopEvent, { type: 'customer.updated' }>;
type Consents = NonNullable<CustomerUpdated['data']['consents']>;

const SOURCES = ['search', 'friend', 'instagram', 'newsletter', 'market-stall'] as const;
const CHINESE_SOURCES = ['xiaohongshu', 'wechat', 'friend', 'search'] as const;

/** Draws a customer's nature. `serial` counts from 1. */
export function drawProfile(random: SeededRandom, serial: number): CustomerProfile {
  const market = drawMarket(random);
  return {
    customerId: `c${String(serial).padStart(5, '0')}`,
    market,
    timeZone: random.pick(market.zones),
    readsChinese: random.chance(market.chineseShare),
    affinities: new Map(CATEGORIES.map((category) => [category, 0.03 + random.gamma(0.6, 1)])),
    budget: Math.exp(0.5 * random.normal()),
    isStoreCustomer: market.hasStore && random.chance(0.18),
  };
}

function drawBirthday(random: SeededRandom, at: Instant): string {
  const year = new Date(at).getUTCFullYear() - 18 - Math.floor(random.gamma(4, 6));
  const day = new Date(Date.UTC(year, 0, 1) + random.integer(0, 364) * 86_400_000).toISOString().slice(0, 10);
  return random.chance(0.15) ? `-${day.slice(4)}` : day;
}

/** The event of a customer who signs up: contact, place, language, birthday and consents, each for most of them. */
export function drawSignUp(
  random: SeededRandom,
  profile: CustomerProfile,
  serial: number,
  at: Instant,
): CustomerUpdated {
  const { customerId, market } = profile;
  const occurredAt = new Date(at).toISOString();
  const name = drawName(random, market.names);
  const hasEmail = !profile.isStoreCustomer || random.chance(0.7);
  const hasPhone = random.chance(market.country === 'CN' ? 0.9 : 0.55);
  const source = profile.isStoreCustomer ? 'store' : 'checkout';
  const consents: Consents = [];
  if (hasEmail && random.chance(0.86)) {
    consents.push({ channel: 'email', status: 'granted', source, at: occurredAt });
  }
  if (hasPhone && random.chance(0.5)) {
    consents.push({ channel: 'sms', status: 'granted', source, at: occurredAt });
  }
  const [favourite] = [...profile.affinities].toSorted(([, a], [, b]) => b - a).map(([category]) => category);
  return {
    id: `demo-sign-up-${customerId}`,
    type: 'customer.updated',
    customerId,
    occurredAt,
    data: {
      attributes: {
        source: random.pick(market.country === 'CN' ? CHINESE_SOURCES : SOURCES),
        ...(favourite !== undefined && random.chance(0.5) ? { favourite } : {}),
      },
      contact: {
        name: name.full,
        ...(hasEmail
          ? { email: `${name.latin}.${serial}@example.${random.pick(['com', 'org', 'net'])}` }
          : {}),
        ...(hasPhone ? { phone: market.phone(serial) } : {}),
      },
      ...(random.chance(0.7) ? { birthday: drawBirthday(random, at) } : {}),
      locale: profile.readsChinese ? 'zh-CN' : 'en',
      ...(random.chance(0.85) ? { timeZone: profile.timeZone } : {}),
      country: market.country,
      ...(consents.length > 0 ? { consents } : {}),
    },
  };
}

/** The event of a customer who agreed to e-mail and takes it back. */
export function withdrawConsent(customerId: string, at: Instant): CustomerUpdated {
  const occurredAt = new Date(at).toISOString();
  return {
    id: `demo-withdrawal-${customerId}`,
    type: 'customer.updated',
    customerId,
    occurredAt,
    data: {
      consents: [{ channel: 'email', status: 'withdrawn', source: 'preference-centre', at: occurredAt }],
    },
  };
}
