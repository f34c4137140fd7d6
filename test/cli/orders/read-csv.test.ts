import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../cli/orders/read-csv.ts';
import { readText, reasons } from './read-text.ts';

describe('readCsv', () => {
  it('reads one order a row', async () => {
    const { events, rejected } = await readText(
      readCsv,
      'order_id,customer_id,occurred_at,total,currency,discount\n1001,c1,2025-05-11T09:55:16+02:00,12.50,USD,2.50\n',
    );
    expect(rejected).toEqual([]);
    expect(events).toEqual([
      {
        id: 'csv-order-1001',
        type: 'order.placed',
        customerId: 'c1',
        occurredAt: '2025-05-11T07:55:16.000Z',
        data: { orderId: '1001', total: 1250, currency: 'USD', discount: 250 },
      },
    ]);
  });

  it('gathers the rows of one order into its items, and shares the cost where no price is given', async () => {
    const { events } = await readText(
      readCsv,
      [
        'order_id,customer_id,occurred_at,total,currency,discount,sku,category,quantity',
        '1,c1,2025-05-11,30.00,USD,6.00,tea,drinks,2',
        '1,c1,2025-05-11,30.00,USD,6.00,cup,,1',
        '1,,,,,,tea,drinks,1',
        '2,c2,2025-05-12,5.00,USD,,pot,,1',
      ].join('\n'),
    );
    expect(events.map((event) => event.data)).toEqual([
      {
        orderId: '1',
        total: 3000,
        currency: 'USD',
        discount: 600,
        items: [
          { sku: 'tea', category: 'drinks', quantity: 3, price: 900 },
          { sku: 'cup', quantity: 1, price: 900 },
        ],
      },
      { orderId: '2', total: 500, currency: 'USD', items: [{ sku: 'pot', quantity: 1, price: 500 }] },
    ]);
  });

  it('forgives case, blanks, a byte order mark, other delimiters and decimal commas', async () => {
    const { events, rejected } = await readText(
      readCsv,
      '\uFEFF"Order ID";Customer Id;OccurredAt;TOTAL;Currency\r\n#7;c1;2025-05-11 10:00;"1.234,50";eur\r\n',
    );
    expect(rejected).toEqual([]);
    expect(events[0]).toMatchObject({ id: 'csv-order-7', data: { total: 123_450, currency: 'EUR' } });
    const tabs = await readText(readCsv, 'order_id\tcustomer_id\tdate\tamount\n1\tc1\t2025-05-11\t700\n', {
      currency: 'jpy',
    });
    expect(tabs.events[0]).toMatchObject({ data: { total: 700, currency: 'JPY' } });
  });

  it('reads times without a zone in the zone given', async () => {
    const text = 'order_id,customer_id,occurred_at,total,currency\n1,c1,2025-05-11 00:30,1,CNY\n';
    const { events } = await readText(readCsv, text, { timeZone: 'Asia/Shanghai' });
    expect(events[0]?.occurredAt).toBe('2025-05-10T16:30:00.000Z');
  });

  it('makes a refund of a row that names the order it refunds', async () => {
    const { events, rejected } = await readText(
      readCsv,
      [
        'order_id,customer_id,occurred_at,total,currency,refund_of',
        '1,c1,2025-05-11,30.00,USD,',
        'r1,c1,2025-05-14,-10.00,USD,1',
        'r2,c1,2025-05-15,-10.00,USD,',
      ].join('\n'),
    );
    expect(events[1]).toEqual({
      id: 'csv-refund-r1',
      type: 'order.refunded',
      customerId: 'c1',
      occurredAt: '2025-05-14T00:00:00.000Z',
      data: { orderId: '1', amount: 1000, currency: 'USD' },
    });
    expect(reasons(rejected)).toEqual([[4, 'negative-total']]);
    expect(rejected[0]?.message).toContain('refund_of');
  });

  it('keeps an e-mail address out of the id and in the contact', async () => {
    const { events } = await readText(
      readCsv,
      'order_id,customer_id,occurred_at,total,currency\n1,Ana@Example.com,2025-05-11,1,USD\n2,ana@example.com,2025-05-12,1,USD\n',
    );
    expect(events[0]).toMatchObject({
      type: 'customer.updated',
      data: { contact: { email: 'ana@example.com' } },
    });
    expect(new Set(events.map((event) => event.customerId)).size).toBe(1);
    expect(events[0]?.customerId).toMatch(/^email-[0-9a-f]{24}$/);
  });

  it('rejects every row that it cannot use, with its line and reason', async () => {
    const { events, rejected } = await readText(
      readCsv,
      [
        'order_id,customer_id,occurred_at,total,currency,sku,quantity',
        ',c1,2025-05-11,1,USD,,',
        '2,,2025-05-11,1,USD,,',
        '3,c1,11/05/2025,1,USD,,',
        '4,c1,2025-05-11,much,USD,,',
        '5,c1,2025-05-11,1,DOLLARS,,',
        '6,c1,2025-05-11,1.005,USD,,',
        '7,c1,2025-05-11,1',
        '8,c1,2025-05-11,1,USD,tea,lots',
        '9,c1,2025-05-11,5,USD,tea,1',
        '9,c1,2025-05-11,7,USD,cup,1',
        '8,c1,2025-05-11,1,USD,,',
        'a#b,c1,2025-05-11,1,USD,,',
        ',,,,,,',
      ].join('\n'),
    );
    expect(reasons(rejected)).toEqual([
      [2, 'no-order-id'],
      [3, 'no-customer'],
      [4, 'bad-date'],
      [5, 'bad-amount'],
      [6, 'bad-currency'],
      [8, 'bad-row'],
      [7, 'bad-amount'],
      [9, 'bad-quantity'],
      [10, 'conflicting-rows'],
      [11, 'conflicting-rows'],
      [12, 'order-split'],
      [13, 'invalid-event'],
    ]);
    expect(events.map((event) => event.id)).toEqual(['csv-order-8']);
  });

  it.each([
    ['order_id,customer_id,total,currency\n1,c1,1,USD\n', 'ORDERS.MISSING_COLUMN', 'occurred_at'],
    ['order_id,customer_id,occurred_at,total\n1,c1,2025-05-11,1\n', 'ORDERS.NO_CURRENCY', '--currency'],
  ])('says how to mend a file that it cannot read at all (%j)', async (text, code, hint) => {
    await expect(readText(readCsv, text)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(hint),
    });
  });
});
