import type { Counting } from '../counting.ts';
import type {
  CountedOrder,
  CustomerState,
  EarlierOrders,
  EarlyRefund,
  OrderContents,
} from './customer-state.ts';
import type { Fact } from './fact.ts';
import type { OrderPlaced, OrderRefunded } from './input.ts';
import { contentsOf, keepNewestContents } from './order-contents.ts';

/** Orders kept one by one; older ones are folded into their sums, so that a customer's state is bounded. */
const ORDERS_KEPT = 250;

/** Refunds that may wait for their orders. */
const EARLY_REFUNDS_KEPT = 100;

type OrderBook = Pick<CustomerState, 'orders' | 'earlier' | 'earlyRefunds'>;

/** A purchase that was wholly refunded no longer counts; an order that cost nothing does. */
export const countsAsPurchase = (order: CountedOrder): boolean =>
  order.totalMinor === 0 || order.refundedMinor < order.totalMinor;

/** What the shop kept of the order, in minor units of its currency. */
export const netMinor = (order: CountedOrder): number => Math.max(0, order.totalMinor - order.refundedMinor);

/** Counts an order. The same order id again is the same order: the later, then dearer, version of it stands. */
export function placeOrder<Book extends OrderBook>(
  book: Book,
  input: OrderPlaced,
  counting: Counting,
  facts: Fact[],
  now: number,
): Book {
  const { orderId, occurredAt, totalMinor, currency } = input;
  const known = book.orders.find((order) => order.orderId === orderId);
  const contents = contentsOf(input);
  if (known !== undefined) {
    if (occurredAt < known.at || (occurredAt === known.at && totalMinor <= known.totalMinor)) {
      facts.push({ kind: 'order.repeated', at: now, orderId });
      const isSameVersion = occurredAt === known.at && totalMinor === known.totalMinor;
      return isSameVersion ? { ...book, orders: withContents(book.orders, known, contents) } : book;
    }
    const addedMinor = totalMinor - known.totalMinor;
    facts.push({ kind: 'order.revised', at: now, orderId, occurredAt, addedMinor, currency });
    const others = book.orders.filter((order) => order !== known);
    const { contents: _, ...kept } = known;
    const revised = { ...kept, at: occurredAt, totalMinor, currency, ...(contents && { contents }) };
    return { ...book, orders: keepNewestContents(insertInOrder(others, revised)) };
  }

  facts.push({
    kind: 'order.counted',
    at: now,
    orderId,
    occurredAt,
    totalMinor,
    currency,
    ...(counting.valuation(currency) === undefined && { unvalued: true }),
  });
  const early = book.earlyRefunds[orderId];
  const order: CountedOrder = {
    orderId,
    at: occurredAt,
    totalMinor,
    currency,
    refundedMinor: early?.amountMinor ?? 0,
    ...(contents && { contents }),
  };
  const orders = keepNewestContents(insertInOrder(book.orders, order));
  const placed =
    early === undefined
      ? { ...book, orders }
      : { ...book, orders, earlyRefunds: without(book.earlyRefunds, orderId) };
  return orders.length > ORDERS_KEPT ? foldOldest(placed, counting) : placed;
}

/** Takes a refund off its order, or keeps it until the order arrives. */
export function refundOrder<Book extends OrderBook>(
  book: Book,
  input: OrderRefunded,
  facts: Fact[],
  now: number,
): Book {
  const { orderId, occurredAt, amountMinor, currency } = input;
  const found = book.orders.some((order) => order.orderId === orderId);
  facts.push({
    kind: 'refund.counted',
    at: now,
    orderId,
    occurredAt,
    amountMinor,
    currency,
    order: found ? 'found' : 'waiting',
  });
  if (found) {
    const orders = book.orders.map((order) =>
      order.orderId === orderId ? { ...order, refundedMinor: order.refundedMinor + amountMinor } : order,
    );
    return { ...book, orders };
  }
  const waiting = book.earlyRefunds[orderId];
  const refund: EarlyRefund = {
    amountMinor: (waiting?.amountMinor ?? 0) + amountMinor,
    at: Math.max(waiting?.at ?? occurredAt, occurredAt),
  };
  return {
    ...book,
    earlyRefunds: dropLongestWaiting({ ...book.earlyRefunds, [orderId]: refund }, facts, now),
  };
}

/** Of two tellings of one version of an order the one with the greater text stands, so that their order does not matter. */
function withContents(
  orders: readonly CountedOrder[],
  known: CountedOrder,
  contents: OrderContents | undefined,
): readonly CountedOrder[] {
  if (contents === undefined || JSON.stringify(contents) <= JSON.stringify(known.contents ?? ''))
    return orders;
  return keepNewestContents(orders.map((order) => (order === known ? { ...known, contents } : order)));
}

function insertInOrder(orders: readonly CountedOrder[], order: CountedOrder): readonly CountedOrder[] {
  let position = orders.length;
  while (position > 0 && isBefore(order, orders[position - 1])) position -= 1;
  return position === orders.length ? [...orders, order] : orders.toSpliced(position, 0, order);
}

const isBefore = (order: CountedOrder, other: CountedOrder | undefined): boolean =>
  other !== undefined && (order.at < other.at || (order.at === other.at && order.orderId < other.orderId));

function foldOldest<Book extends OrderBook>(book: Book, counting: Counting): Book {
  const [oldest, ...orders] = book.orders;
  if (oldest === undefined) return book;
  return countsAsPurchase(oldest)
    ? { ...book, orders, earlier: foldInto(book.earlier, oldest, counting) }
    : { ...book, orders };
}

function foldInto(
  earlier: EarlierOrders | undefined,
  order: CountedOrder,
  counting: Counting,
): EarlierOrders {
  const isNewOccasion = earlier === undefined || counting.dayOf(earlier.lastAt) !== counting.dayOf(order.at);
  return {
    orders: (earlier?.orders ?? 0) + 1,
    occasions: (earlier?.occasions ?? 0) + (isNewOccasion ? 1 : 0),
    netMinor: {
      ...earlier?.netMinor,
      [order.currency]: (earlier?.netMinor[order.currency] ?? 0) + netMinor(order),
    },
    firstAt: Math.min(earlier?.firstAt ?? order.at, order.at),
    lastAt: Math.max(earlier?.lastAt ?? order.at, order.at),
  };
}

function dropLongestWaiting(
  refunds: Readonly<Record<string, EarlyRefund>>,
  facts: Fact[],
  now: number,
): Readonly<Record<string, EarlyRefund>> {
  const waiting = Object.entries(refunds);
  if (waiting.length <= EARLY_REFUNDS_KEPT) return refunds;
  const [orderId, refund] = waiting.reduce((longest, entry) =>
    entry[1].at < longest[1].at || (entry[1].at === longest[1].at && entry[0] < longest[0]) ? entry : longest,
  );
  facts.push({ kind: 'refund.dropped', at: now, orderId, amountMinor: refund.amountMinor });
  return without(refunds, orderId);
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = record;
  return rest;
}
