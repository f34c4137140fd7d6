import { describe, expect, it } from 'vitest';
import { openOrders } from '../../../cli/orders/open-orders.ts';
import { readShopify } from '../../../cli/orders/read-shopify.ts';
import { describeWithData } from '../../support/real-data.ts';
import { collectRows, readText, reasons } from './read-text.ts';

const HEADER = [
  'Name',
  'Email',
  'Financial Status',
  'Accepts Marketing',
  'Currency',
  'Total',
  'Discount Code',
  'Discount Amount',
  'Created at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem sku',
  'Billing Name',
  'Billing Country',
  'Billing Phone',
  'Cancelled at',
  'Refunded Amount',
  'Id',
  'Source',
  'Phone',
] as const;

const paid = {
  Name: '#1001',
  Email: 'Ana@Example.com',
  'Financial Status': 'paid',
  'Accepts Marketing': 'no',
  Currency: 'EUR',
  Total: '25.00',
  'Created at': '2025-05-11 09:55:16 -0400',
  'Lineitem quantity': '2',
  'Lineitem name': 'Tea',
  'Lineitem price': '10.00',
  Id: '6634',
  Source: 'web',
};

type Row = Partial<Record<(typeof HEADER)[number], string>>;

function exportOf(...rows: readonly Row[]): string {
  return [HEADER.join(','), ...rows.map((row) => HEADER.map((name) => row[name] ?? '').join(','))].join('\n');
}

describe('readShopify', () => {
  it('reads an order with its continuation rows, and the buyer beside it', async () => {
    const { events, rejected } = await readText(
      readShopify,
      exportOf(
        {
          ...paid,
          'Accepts Marketing': 'yes',
          'Discount Code': 'SPRING',
          'Discount Amount': '2.50',
          'Billing Name': 'Ana Ruiz',
          'Billing Country': 'CA',
          'Billing Phone': "'(613) 555-0127",
        },
        {
          Name: '#1001',
          Email: 'Ana@Example.com',
          'Lineitem quantity': '1',
          'Lineitem name': 'Cup',
          'Lineitem price': '7.50',
          'Lineitem sku': 'CUP-1',
        },
      ),
    );
    expect(rejected).toEqual([]);
    const [customer, order] = events;
    expect(customer).toMatchObject({
      id: 'shopify-customer-6634',
      occurredAt: '2025-05-11T13:55:16.000Z',
      data: {
        contact: { email: 'ana@example.com', phone: '+16135550127', name: 'Ana Ruiz' },
        country: 'CA',
        consents: [
          { channel: 'email', status: 'granted', source: 'shopify-export', at: '2025-05-11T13:55:16.000Z' },
        ],
      },
    });
    expect(order).toMatchObject({
      id: 'shopify-order-6634',
      customerId: customer?.customerId,
      data: {
        orderId: '6634',
        total: 2500,
        currency: 'EUR',
        discount: 250,
        coupon: 'SPRING',
        channel: 'web',
        items: [
          { sku: 'Tea', quantity: 2, price: 1000 },
          { sku: 'CUP-1', quantity: 1, price: 750 },
        ],
      },
    });
    expect(events).toHaveLength(2);
  });

  it('lets no e-mail address, phone number or name into an id', async () => {
    const { events } = await readText(readShopify, exportOf(paid));
    for (const { id, customerId } of events) {
      expect(`${id} ${customerId}`).not.toMatch(/ana|example|@/i);
    }
  });

  it('does not take "no" for a withdrawal', async () => {
    const { events } = await readText(readShopify, exportOf(paid));
    expect(events[0]?.data).toEqual({ contact: { email: 'ana@example.com' } });
  });

  it('knows a customer without an address by phone, and rejects every row of an order without either', async () => {
    const { events, rejected } = await readText(
      readShopify,
      exportOf(
        { ...paid, Email: '', Phone: '+16135550127' },
        { ...paid, Name: '#1002', Email: '', Id: '6635' },
        { Name: '#1002', 'Lineitem name': 'Cup', 'Lineitem quantity': '1' },
      ),
    );
    expect(events.at(-1)?.customerId).toMatch(/^phone-/);
    expect(reasons(rejected)).toEqual([
      [3, 'no-customer'],
      [4, 'no-customer'],
    ]);
  });

  it('refunds what was refunded, all of a cancelled order, and never more than its total', async () => {
    const refundsOf = async (row: Row) => {
      const { events } = await readText(readShopify, exportOf({ ...paid, ...row }));
      return events.flatMap((event) =>
        event.type === 'order.refunded' ? [[event.data.amount, event.occurredAt]] : [],
      );
    };
    expect(await refundsOf({ 'Financial Status': 'partially_refunded', 'Refunded Amount': '5.00' })).toEqual([
      [500, '2025-05-11T13:55:16.000Z'],
    ]);
    expect(await refundsOf({ 'Refunded Amount': '99.00' })).toEqual([[2500, '2025-05-11T13:55:16.000Z']]);
    expect(await refundsOf({ 'Financial Status': 'refunded', 'Refunded Amount': '0.00' })).toHaveLength(1);
    expect(
      await refundsOf({ 'Cancelled at': '2025-05-12 08:00:00 +0000', 'Refunded Amount': '5.00' }),
    ).toEqual([[2500, '2025-05-12T08:00:00.000Z']]);
    expect(await refundsOf({ 'Refunded Amount': '0.00' })).toEqual([]);
  });

  it.each([
    [{ 'Financial Status': 'voided' }, 'never-paid'],
    [{ 'Financial Status': 'expired' }, 'never-paid'],
    [{ 'Created at': 'yesterday' }, 'bad-date'],
    [{ Total: '' }, 'bad-amount'],
    [{ Currency: 'XX' }, 'bad-currency'],
  ])('rejects an order with %j as %s', async (row, reason) => {
    const { events, rejected } = await readText(readShopify, exportOf({ ...paid, ...row }));
    expect(events).toEqual([]);
    expect(reasons(rejected)).toEqual([[2, reason]]);
  });

  it('counts an order whose payment is still awaited', async () => {
    const { events } = await readText(readShopify, exportOf({ ...paid, 'Financial Status': 'pending' }));
    expect(events.map((event) => event.type)).toContain('order.placed');
  });
});

describeWithData('a real Shopify export', ['payloads/shopify/orders_export.sample.csv'], (file) => {
  it('gives its six orders of three customers and rejects the seven rows without a customer', async () => {
    const { format, results } = await openOrders(file);
    const rows = await collectRows(results);
    const orders = rows.flatMap((row) =>
      row.kind === 'event' && row.event.type === 'order.placed' ? [row.event] : [],
    );
    expect(format).toBe('shopify');
    expect(orders.map((order) => order.data.total)).toEqual([3495, 163_555, 18_980, 94_995, 12_759, 10_000]);
    expect(new Set(orders.map((order) => order.customerId)).size).toBe(3);
    expect(orders[0]?.data.items).toHaveLength(2);
    expect(rows.flatMap((row) => (row.kind === 'rejected' ? [`${row.line} ${row.reason}`] : []))).toEqual(
      [2, 3, 4, 5, 12, 13, 18].map((line) => `${line} no-customer`),
    );
  });
});
