import { describe, expect, it } from 'vitest';
import { openOrders } from '../../../cli/orders/open-orders.ts';
import { readOnlineRetail } from '../../../cli/orders/read-online-retail.ts';
import { countOnlineRetail } from '../../support/count-online-retail.ts';
import { describeWithData } from '../../support/real-data.ts';
import { collectRows, readText, reasons } from './read-text.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

const invoice = (
  no: string,
  code: string,
  quantity: number,
  date: string,
  price: string,
  customer = '17850.0',
): string => `${no},${code},"THING, ${code}",${quantity},${date},${price},${customer},United Kingdom`;

const readLines = (...lines: readonly string[]) => readText(readOnlineRetail, [HEADER, ...lines].join('\n'));

describe('readOnlineRetail', () => {
  it('makes one order of an invoice, in UK time, with postage in its total but not in its items', async () => {
    const { events, rejected } = await readLines(
      invoice('540000', '85123A', 6, '2011-07-01 08:26:00', '2.55'),
      invoice('540000', 'POST', 1, '2011-07-01 08:26:00', '18.0'),
      invoice('540001', '71053', 1, '2011-07-01 08:27:00', '3.39', '12583.0'),
      invoice('540000', '85123A', 2, '2011-07-01 08:27:00', '2.55'),
    );
    expect(rejected).toEqual([]);
    expect(events).toEqual([
      {
        id: 'online-retail-order-540000',
        type: 'order.placed',
        customerId: '17850',
        occurredAt: '2011-07-01T07:26:00.000Z',
        data: {
          orderId: '540000',
          total: 3840,
          currency: 'GBP',
          items: [{ sku: '85123A', quantity: 8, price: 255 }],
        },
      },
      expect.objectContaining({ customerId: '12583' }),
    ]);
  });

  it('sums prices in fractions of a penny before it rounds', async () => {
    const { events } = await readLines(invoice('1', 'PADS', 14, '2011-01-01 08:00:00', '0.001'));
    expect(events[0]?.data).toMatchObject({ total: 1 });
  });

  it('rejects rows that are no purchase with their lines and reasons', async () => {
    const { events, rejected } = await readLines(
      invoice('1', 'A1', 1, '2011-01-01 08:00:00', '1.0'),
      invoice('1', 'A1', 1, '2011-01-01 08:00:00', '1.0'),
      invoice('1', 'A2', 1, '2011-01-01 08:00:00', '1.0', ''),
      invoice('1', 'A3', -1, '2011-01-01 08:00:00', '1.0'),
      invoice('1', 'A4', 1, '2011-01-01 08:00:00', '0.0'),
      invoice('1', 'A5', 1, '2011-01-01 08:00:00', '-1.0'),
      invoice('1', 'A6', 1, 'soon', '1.0'),
      invoice('A2', 'B', 1, '2011-01-01 08:00:00', '1.0'),
      invoice('C3', 'A1', 1, '2011-01-01 08:00:00', '1.0'),
    );
    expect(reasons(rejected)).toEqual([
      [3, 'duplicate-row'],
      [4, 'no-customer'],
      [5, 'bad-quantity'],
      [6, 'no-price'],
      [7, 'bad-amount'],
      [8, 'bad-date'],
      [9, 'not-a-sale'],
      [10, 'bad-quantity'],
    ]);
    expect(events.map((event) => event.data)).toMatchObject([{ total: 100 }]);
  });

  it('refunds the most recent earlier invoice that has enough of the product left, each order by itself', async () => {
    const { events, rejected } = await readLines(
      invoice('1', 'TEA', 10, '2011-01-01 08:00:00', '2.0'),
      invoice('1', 'CUP', 1, '2011-01-01 08:00:00', '5.0'),
      invoice('2', 'TEA', 2, '2011-01-02 08:00:00', '2.0'),
      invoice('3', 'TEA', 9, '2011-01-02 08:00:00', '2.0', '999.0'),
      invoice('C4', 'TEA', -3, '2011-01-03 08:00:00', '2.0'),
      invoice('C4', 'CUP', -1, '2011-01-03 08:00:00', '4.0'),
      invoice('C4', 'TEA', -2, '2011-01-03 08:01:00', '2.0'),
      invoice('C5', 'TEA', -8, '2011-01-04 08:00:00', '2.0'),
      invoice('C5', 'D', -1, '2011-01-04 08:00:00', '1.0'),
      invoice('C5', 'CUP', -1, '2011-01-04 08:00:00', '5.0'),
    );
    expect(events.filter((event) => event.type === 'order.refunded')).toMatchObject([
      {
        id: 'online-retail-refund-C4-1',
        customerId: '17850',
        data: { orderId: '1', amount: 1000, reason: 'cancelled' },
      },
      {
        id: 'online-retail-refund-C4-2',
        occurredAt: '2011-01-03T08:00:00.000Z',
        data: { orderId: '2', amount: 400 },
      },
    ]);
    expect(reasons(rejected)).toEqual([
      [9, 'unmatched-cancellation'],
      [10, 'unmatched-cancellation'],
      [11, 'unmatched-cancellation'],
    ]);
  });

  it('does not refund more than was paid for the product', async () => {
    const { rejected } = await readLines(
      invoice('1', 'M', 1, '2011-01-01 08:00:00', '1.25'),
      invoice('C2', 'M', -1, '2011-01-02 08:00:00', '631.31'),
    );
    expect(reasons(rejected)).toEqual([[3, 'unmatched-cancellation']]);
  });

  it('reads the column names and dates of the other editions', async () => {
    const second = await readText(
      readOnlineRetail,
      'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n489434,85048,LIGHTS,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom\n',
    );
    expect(second.events[0]).toMatchObject({ occurredAt: '2009-12-01T07:45:00.000Z', data: { total: 8340 } });
    const sheet = await readLines(invoice('536365', '85123A', 6, '12/1/2010 8:26', '2.55', '17850'));
    expect(sheet.events[0]).toMatchObject({ customerId: '17850', occurredAt: '2010-12-01T08:26:00.000Z' });
  });

  it('keeps an order of more lines than an event may carry, with its most valuable items', async () => {
    const lines = Array.from({ length: 520 }, (_, at) =>
      invoice('1', `P${at}`, 1, '2011-01-01 08:00:00', `${at + 1}.0`),
    );
    const { events, rejected } = await readLines(...lines);
    expect(rejected).toEqual([]);
    const [order] = events;
    expect(order?.type === 'order.placed' && order.data.items?.length).toBe(500);
    expect(order?.data).toMatchObject({ total: (520 * 521 * 100) / 2 });
  });
});

describeWithData('the Online Retail file', ['online-retail/online-retail.csv.gz'], (file) => {
  it('reads whole, and agrees with an independent count', { timeout: 120_000 }, async () => {
    const rejected: Record<string, number> = {};
    const customers = new Set<string>();
    const ids = new Set<string>();
    let [orders, revenue, refunds, refunded] = [0, 0, 0, 0];
    const opened = await openOrders(file);
    for (const row of await collectRows(opened.results)) {
      if (row.kind === 'rejected') {
        rejected[row.reason] = (rejected[row.reason] ?? 0) + 1;
        continue;
      }
      ids.add(row.event.id);
      if (row.event.type === 'order.placed') {
        customers.add(row.event.customerId);
        orders++;
        revenue += row.event.data.total;
      } else if (row.event.type === 'order.refunded') {
        refunds++;
        refunded += row.event.data.amount;
      }
    }
    expect(opened.format).toBe('online-retail');
    expect({ orders, customers: customers.size, revenue, refunds, refunded, rejected }).toEqual(
      countOnlineRetail(file),
    );
    expect(ids.size).toBe(orders + refunds);
    expect({ orders, customers: customers.size, revenue }).toEqual({
      orders: 18_532,
      customers: 4338,
      revenue: 888_720_889,
    });
    expect(rejected['no-customer']).toBe(135_080);
  });
});
