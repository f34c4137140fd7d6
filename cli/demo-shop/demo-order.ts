import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { DAY_MS, type Instant } from '../../shared/domain/instant.ts';
import type { CustomerProfile } from './customer-profile.ts';
import { daysToSpringFestival } from './season.ts';
import type { SeededRandom } from './seeded-random.ts';
import { CATEGORIES, type Category, PRODUCTS, type Product } from './tea-catalogue.ts';

export type DemoOrder = Extract<ShopEvent, { type: 'order.placed' }>;
export type DemoRefund = Extract<ShopEvent, { type: 'order.refunded' }>;

const MAX_LINES = 9;
const EXTRA_LINES_RATE = 1.15;
const REFUND_CHANCE = 0.042;
const REASONS = ['damaged', 'changed-mind', 'late', 'wrong-item'] as const;

/** The products of a category as this customer sees them: the richer the purse, the dearer the choice. */
function shelf(category: Category, budget: number): readonly [Product, ...Product[]] {
  const [first, ...others] = PRODUCTS[category];
  const taste = Math.log(budget) - 0.3;
  const weigh = (product: Product): Product => ({
    ...product,
    weight: product.weight * (product.price / 2000) ** taste,
  });
  return [weigh(first), ...others.map(weigh)];
}

function drawItems(
  random: SeededRandom,
  profile: CustomerProfile,
): Map<string, { product: Product; quantity: number }> {
  const items = new Map<string, { product: Product; quantity: number }>();
  const lines = Math.min(MAX_LINES, 1 + Math.floor(random.exponential(EXTRA_LINES_RATE / profile.budget)));
  const [first, ...others] = CATEGORIES.map((name) => ({ name, weight: profile.affinities.get(name) ?? 0 }));
  for (let line = 0; line < lines && first !== undefined; line++) {
    const product = random.weighted(shelf(random.weighted([first, ...others]).name, profile.budget));
    const quantity = (items.get(product.sku)?.quantity ?? 0) + (random.chance(0.2) ? 2 : 1);
    items.set(product.sku, { product, quantity });
  }
  return items;
}

function drawCoupon(
  random: SeededRandom,
  profile: CustomerProfile,
  at: Instant,
  isFirst: boolean,
): { readonly coupon: string; readonly percent: number } | undefined {
  const date = new Date(at);
  if (isFirst && random.chance(0.35)) {
    return { coupon: 'WELCOME10', percent: 10 };
  }
  if (date.getUTCMonth() === 10 && date.getUTCDate() >= 20 && random.chance(0.45)) {
    return { coupon: 'HARVEST20', percent: 20 };
  }
  const days = daysToSpringFestival(at);
  if (profile.readsChinese && days > 0 && days <= 21 && random.chance(0.5)) {
    return { coupon: 'SPRING15', percent: 15 };
  }
  return random.chance(0.04) ? { coupon: 'FRIEND5', percent: 5 } : undefined;
}

function drawChannel(random: SeededRandom, profile: CustomerProfile): string {
  const roll = random.uniform();
  if (profile.isStoreCustomer && roll < 0.75) {
    return 'store';
  }
  return roll > (profile.market.country === 'CN' ? 0.4 : 0.72) ? 'app' : 'web';
}

/** Draws what the customer buys. `sequence` counts their orders from 1. */
export function drawOrder(
  random: SeededRandom,
  profile: CustomerProfile,
  order: { readonly at: Instant; readonly sequence: number; readonly currency: string },
): DemoOrder {
  const lines = [...drawItems(random, profile).values()];
  const subtotal = lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  const offer = drawCoupon(random, profile, order.at, order.sequence === 1);
  const discount = offer === undefined ? 0 : Math.round((subtotal * offer.percent) / 100);
  const orderId = `${profile.customerId.slice(1)}-${order.sequence}`;
  return {
    id: `demo-order-${orderId}`,
    type: 'order.placed',
    customerId: profile.customerId,
    occurredAt: new Date(order.at).toISOString(),
    data: {
      orderId,
      total: subtotal - discount,
      currency: order.currency,
      ...(offer === undefined ? {} : { discount, coupon: offer.coupon }),
      items: lines.map(({ product, quantity }) => ({
        sku: product.sku,
        category: product.category,
        quantity,
        price: product.price,
      })),
      channel: drawChannel(random, profile),
    },
  };
}

/** Draws whether some of the order's money goes back some days later, all of it or one line's. */
export function drawRefund(random: SeededRandom, order: DemoOrder): DemoRefund | undefined {
  const { orderId, total, currency, items = [] } = order.data;
  const [line] = items;
  if (total === 0 || line === undefined || !random.chance(REFUND_CHANCE)) {
    return undefined;
  }
  const isWhole = items.length === 1 || random.chance(0.45);
  const amount = isWhole ? total : Math.max(1, Math.min(total, Math.round(line.price * line.quantity * 0.9)));
  const at = Date.parse(order.occurredAt) + Math.round((2 + random.gamma(2, 4)) * DAY_MS);
  return {
    id: `demo-refund-${orderId}`,
    type: 'order.refunded',
    customerId: order.customerId,
    occurredAt: new Date(at).toISOString(),
    data: { orderId, amount, currency, reason: random.pick(REASONS) },
  };
}
