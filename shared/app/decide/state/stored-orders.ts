import * as z from 'zod';
import type { CountedOrder, CustomerState, OrderContents } from '../../../domain/customer/customer-state.ts';
import { nonEmpty } from './non-empty.ts';
import { nonEmptyRecord } from './non-empty-record.ts';

/** Contents as stored: discounted (1) or not, channel ('' for none), then SKU, percent of the value and category of each item. */
const contentsTuple = z.tuple([
  z.number(),
  z.string(),
  z.array(z.tuple([z.string(), z.number(), z.string().optional()])),
]);

/** An order as stored: id, instant, total; then, up to the last that says something, refunded, currency ('' for the usual) and contents. */
const orderTuple = z.tuple([
  z.string(),
  z.number(),
  z.number(),
  z.number().optional(),
  z.string().optional(),
  contentsTuple.optional(),
]);

/** The currency of the first order stands once, as the usual one. */
export const orderFields = {
  currency: z.string().optional(),
  orders: z.array(orderTuple).optional(),
  earlier: z
    .object({
      orders: z.number(),
      occasions: z.number(),
      netMinor: z.record(z.string(), z.number()),
      firstAt: z.number(),
      lastAt: z.number(),
    })
    .optional(),
  earlyRefunds: z.record(z.string(), z.object({ amountMinor: z.number(), at: z.number() })).optional(),
};

const ordersSchema = z.object(orderFields);

type StoredOrders = z.infer<typeof ordersSchema>;
type Orders = Pick<CustomerState, 'orders' | 'earlier' | 'earlyRefunds'>;

/** Each order as short a tuple as says it. */
export function encodeOrders({ orders, earlier, earlyRefunds }: Orders): StoredOrders {
  const currency = orders[0]?.currency;
  return {
    currency,
    orders: nonEmpty(orders.map((order) => encodeOrder(order, currency))),
    earlier,
    earlyRefunds: nonEmptyRecord(earlyRefunds),
  };
}

/** The reverse; what is absent is empty. */
export const decodeOrders = ({
  currency = '',
  orders = [],
  earlier,
  earlyRefunds = {},
}: StoredOrders): Orders => ({
  orders: orders.map((tuple) => decodeOrder(tuple, currency)),
  ...(earlier && { earlier }),
  earlyRefunds,
});

function encodeOrder(order: CountedOrder, usual: string | undefined): z.infer<typeof orderTuple> {
  const { orderId, at, totalMinor, refundedMinor, contents } = order;
  const currency = order.currency === usual ? '' : order.currency;
  if (contents !== undefined)
    return [orderId, at, totalMinor, refundedMinor, currency, encodeContents(contents)];
  if (currency !== '') return [orderId, at, totalMinor, refundedMinor, currency];
  return refundedMinor === 0 ? [orderId, at, totalMinor] : [orderId, at, totalMinor, refundedMinor];
}

function decodeOrder(
  [orderId, at, totalMinor, refundedMinor = 0, currency = '', contents]: z.infer<typeof orderTuple>,
  usual: string,
): CountedOrder {
  const order = { orderId, at, totalMinor, currency: currency === '' ? usual : currency, refundedMinor };
  return contents === undefined ? order : { ...order, contents: decodeContents(contents) };
}

const encodeContents = ({ discounted, channel, items }: OrderContents): z.infer<typeof contentsTuple> => [
  discounted ? 1 : 0,
  channel ?? '',
  items.map(({ sku, percent, category }) =>
    category === undefined ? [sku, percent] : [sku, percent, category],
  ),
];

const decodeContents = ([discounted, channel, items]: z.infer<typeof contentsTuple>): OrderContents => ({
  discounted: discounted === 1,
  ...(channel !== '' && { channel }),
  items: items.map(([sku, percent, category]) => ({
    sku,
    ...(category !== undefined && { category }),
    percent,
  })),
});
