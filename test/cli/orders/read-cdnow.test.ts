import { describe, expect, it } from 'vitest';
import { openOrders } from '../../../cli/orders/open-orders.ts';
import { readCdnow } from '../../../cli/orders/read-cdnow.ts';
import { describeWithData } from '../../support/real-data.ts';
import { collectRows, readText, reasons } from './read-text.ts';

const master = [
  ' customer_id  date number_of_cds  dollar_value',
  ' 00001 19970101  1   11.77',
  ' 00002 19970112  5   77.00',
  ' 00002 19970112  1    0.00',
  '',
].join('\r\n');

describe('readCdnow', () => {
  it('reads the master layout: each line an order of its customer on that day, zero dollars too', async () => {
    const { events, rejected } = await readText(readCdnow, master, {}, 11);
    expect(rejected).toEqual([]);
    expect(events).toHaveLength(3);
    expect(events[0]).toEqual({
      id: 'cdnow-2',
      type: 'order.placed',
      customerId: '00001',
      occurredAt: '1997-01-01T00:00:00Z',
      data: { orderId: 'cdnow-2', total: 1177, currency: 'USD' },
    });
    expect(events[2]).toMatchObject({ id: 'cdnow-4', data: { total: 0 } });
  });

  it('reads the sample layout, whose customer is the master id', async () => {
    const { events } = await readText(
      readCdnow,
      ' 00004 0001 19970118  2   29.73\r\n 00021 0002 19970101  3   63.34',
    );
    expect(events.map((event) => [event.id, event.customerId])).toEqual([
      ['cdnow-1', '00004'],
      ['cdnow-2', '00021'],
    ]);
  });

  it('rejects what is no purchase with its line and reason, and reads on', async () => {
    const bad = `${master}00003 19970230 1 5.00\n00003 19970102 x 5.00\n00003 19970102 1 -5\n00003 19970102\n0#3 19970102 1 5\n00009 19970102 1 5`;
    const { events, rejected } = await readText(readCdnow, bad);
    expect(reasons(rejected)).toEqual([
      [5, 'bad-date'],
      [6, 'bad-quantity'],
      [7, 'bad-amount'],
      [8, 'bad-row'],
      [9, 'bad-customer'],
    ]);
    expect(events.at(-1)?.id).toBe('cdnow-10');
  });
});

describeWithData(
  'the CDNOW files',
  ['cdnow/CDNOW_master.txt', 'cdnow/CDNOW_sample.txt'],
  (masterFile, sampleFile) => {
    const sum = async (file: string) => {
      const customers = new Set<string>();
      let [orders, revenue, rejected] = [0, 0, 0];
      const opened = await openOrders(file);
      for (const row of await collectRows(opened.results)) {
        if (row.kind === 'rejected') {
          rejected++;
        } else if (row.event.type === 'order.placed') {
          customers.add(row.event.customerId);
          orders++;
          revenue += row.event.data.total;
        }
      }
      return { format: opened.format, orders, customers: customers.size, revenue, rejected };
    };

    it('read whole, to the cent', async () => {
      expect(await sum(masterFile)).toEqual({
        format: 'cdnow',
        orders: 69_659,
        customers: 23_570,
        revenue: 250_031_563,
        rejected: 0,
      });
      expect(await sum(sampleFile)).toMatchObject({
        format: 'cdnow',
        orders: 6919,
        customers: 2357,
        rejected: 0,
      });
    });
  },
);
