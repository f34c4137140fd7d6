import { describe, expect, it } from 'vitest';
import { readWoocommerce } from '../../../cli/orders/read-woocommerce.ts';
import { readText, reasons } from './read-text.ts';

const orderOf = (events: Awaited<ReturnType<typeof readText>>['events']) =>
  events.find((event) => event.type === 'order.placed');

describe('readWoocommerce', () => {
  it('reads the Order/Customer CSV Export with one row an order', async () => {
    const { events, rejected } = await readText(
      readWoocommerce,
      [
        'order_id,order_number,date,status,discount_total,order_total,refunded_total,order_currency,customer_id,billing_first_name,billing_last_name,billing_email,billing_phone,billing_country,line_items,coupon_items',
        '727,727,2017-03-22 16:28:02,completed,1.00,29.35,4.00,USD,0,John,Doe,john.doe@example.com,(212) 555-0155,US,id:315|name:Single|product_id:93|sku:|quantity:2|subtotal:6.00|total:6.00|refunded:0.00;id:316|name:Ship; fast|product_id:22|sku:Bar3|quantity:1|total:12.00,id:1|code:SAVE1|amount:1.00',
      ].join('\n'),
      { timeZone: 'America/Sao_Paulo' },
    );
    expect(rejected).toEqual([]);
    expect(events.map((event) => event.type)).toEqual(['customer.updated', 'order.placed', 'order.refunded']);
    expect(events[0]?.data).toEqual({
      contact: { email: 'john.doe@example.com', phone: '+12125550155', name: 'John Doe' },
      country: 'US',
    });
    expect(events[1]).toMatchObject({
      id: 'woocommerce-order-727',
      occurredAt: '2017-03-22T19:28:02.000Z',
      data: {
        total: 2935,
        discount: 100,
        coupon: 'SAVE1',
        items: [
          { sku: 'Single', quantity: 2, price: 300 },
          { sku: 'Bar3', quantity: 1, price: 1200 },
        ],
      },
    });
    expect(events[2]).toMatchObject({ data: { orderId: '727', amount: 400 } });
  });

  it('reads the same export with one row an item', async () => {
    const { events } = await readText(
      readWoocommerce,
      [
        'order_id,date,status,order_total,order_currency,billing_email,item_name,item_sku,item_quantity,item_total',
        '9,2024-01-05 10:00:00,processing,18.00,EUR,a@example.com,Tea,T1,2,10.00',
        '9,2024-01-05 10:00:00,processing,18.00,EUR,a@example.com,Cup,,1,8.00',
      ].join('\n'),
    );
    expect(orderOf(events)?.data).toMatchObject({
      total: 1800,
      items: [
        { sku: 'T1', quantity: 2, price: 500 },
        { sku: 'Cup', quantity: 1, price: 800 },
      ],
    });
  });

  it('reads the Order Import Export plugin, with an item in each column or all as JSON', async () => {
    const { events } = await readText(
      readWoocommerce,
      [
        'order_id,order_date,status,order_total,order_currency,customer_email,line_item_1,line_item_2',
        '5,2024-01-05 10:00:00,wc-completed,7.00,USD,a@example.com,name:Tea|product_id:1|sku:T1|quantity:1|total:5.00,name:Cup|product_id:2|sku:C1|quantity:2|total:2.00',
      ].join('\n'),
    );
    const items = [
      { sku: 'T1', quantity: 1, price: 500 },
      { sku: 'C1', quantity: 2, price: 100 },
    ];
    expect(orderOf(events)?.data).toMatchObject({ items });
    const json = await readText(
      readWoocommerce,
      'order_id,date,order_total,currency,billing_email,line_items\n5,2024-01-05,7.00,USD,a@example.com,"[{""name"":""Tea"",""sku"":""T1"",""quantity"":1,""total"":""5.00""},{""sku"":""C1"",""quantity"":2,""total"":2}]"\n',
    );
    expect(orderOf(json.events)?.data).toMatchObject({ items });
  });

  it('reads the Advanced Order Export', async () => {
    const { events } = await readText(
      readWoocommerce,
      [
        'Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Country Code (Billing),Email (Billing),Phone (Billing),Item #,SKU,Item Name,Quantity (- Refund),Item Cost,Coupon Code,Cart Discount Amount,Order Refund Amount,Order Total Amount',
        '12,Completed,2018-07-09 12:33,Ana,Ruiz,ES,ana@example.com,,1,T1,Tea,2,5.00,,0,0,12.10',
      ].join('\n'),
      { currency: 'EUR' },
    );
    expect(orderOf(events)).toMatchObject({
      occurredAt: '2018-07-09T12:33:00.000Z',
      data: { orderId: '12', total: 1210, currency: 'EUR', items: [{ sku: 'T1', quantity: 2, price: 500 }] },
    });
  });

  it('reads an Analytics download, which knows its customers by name only and no currency', async () => {
    const text = [
      'Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue',
      '2023-01-05 12:33:00,88,"$1,250.00",completed,Ana  Ruiz,new,"2× Green tea, 1× Cup, blue",3,,1250',
      '2023-02-05 12:33:00,89,$5.00,completed,ana ruiz,returning,1× Cup,1,,5',
    ].join('\n');
    const { events, rejected } = await readText(readWoocommerce, text, { currency: 'USD' });
    expect(rejected).toEqual([]);
    expect(new Set(events.map((event) => event.customerId)).size).toBe(1);
    expect(orderOf(events)?.data).toMatchObject({
      total: 125_000,
      items: [
        { sku: 'Green tea', quantity: 2 },
        { sku: 'Cup, blue', quantity: 1 },
      ],
    });
    await expect(readText(readWoocommerce, text)).rejects.toMatchObject({ code: 'ORDERS.NO_CURRENCY' });
  });

  it('leaves out orders that took no money, keeps states of the shop’s own, and refunds refunded ones whole', async () => {
    const states = ['pending', 'wc-failed', 'Cancelled', 'checkout-draft', 'on-hold', 'packed', 'refunded'];
    const { events, rejected } = await readText(
      readWoocommerce,
      [
        'order_id,date,status,order_total,currency,billing_email',
        ...states.map((state, at) => `${at},2024-01-05,${state},10,USD,a@example.com`),
      ].join('\n'),
    );
    expect(reasons(rejected)).toEqual([2, 3, 4, 5].map((line) => [line, 'never-paid']));
    expect(events.filter((event) => event.type === 'order.placed')).toHaveLength(3);
    expect(events.filter((event) => event.type === 'order.refunded').map((event) => event.data)).toEqual([
      { orderId: '6', amount: 1000, currency: 'USD' },
    ]);
  });

  it('falls back on the account, and rejects an order of nobody', async () => {
    const { events, rejected } = await readText(
      readWoocommerce,
      'order_id,date,order_total,currency,billing_email,customer_id\n1,2024-01-05,10,USD,,25\n2,2024-01-05,10,USD,,0\n3,2024-01-05,-4,USD,,25\n',
    );
    expect(events.map((event) => event.customerId)).toEqual(['woocommerce-25']);
    expect(reasons(rejected)).toEqual([
      [3, 'no-customer'],
      [4, 'negative-total'],
    ]);
  });
});
