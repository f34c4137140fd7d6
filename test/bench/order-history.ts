import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDemoShop } from '../../cli/demo-shop/generate-demo-shop.ts';
import { realData } from '../support/real-data.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Orders to measure with. */
export interface OrderHistory {
  /** For the page. */
  readonly name: string;
  readonly file: string;
}

const SEED = 7;
const ENDS_AT = Date.parse('2026-01-01T00:00:00Z');
const SIZES = {
  whole: { file: 'cdnow/CDNOW_master.txt', name: 'CDNOW, all 69,659 orders', orders: 70_000 },
  sample: { file: 'cdnow/CDNOW_sample.txt', name: 'CDNOW, the tenth (6,919 orders)', orders: 7_000 },
};

/** The CDNOW orders where this machine has them, else about as many of a made-up shop. */
export function orderHistory(size: keyof typeof SIZES): OrderHistory {
  const { file, name, orders } = SIZES[size];
  const path = realData(file);
  return path === undefined ? madeUp(orders) : { name, file: path };
}

function madeUp(wanted: number): OrderHistory {
  const probe = 500;
  const customers = Math.ceil((wanted / demoOrders(probe).length) * probe);
  const rows = demoOrders(customers).slice(0, wanted);
  const file = join(temporaryFolder(), 'orders.csv');
  writeFileSync(file, ['order_id,customer_id,occurred_at,total,currency', ...rows, ''].join('\n'));
  return { name: `a made-up shop of ${rows.length} orders, since CDNOW is not on this machine`, file };
}

/** In time order, as rows of the generic format. */
function demoOrders(customers: number): string[] {
  return [...generateDemoShop({ seed: SEED, customers, endsAt: ENDS_AT })].flatMap((event) => {
    if (event.type !== 'order.placed') return [];
    const { orderId, total, currency } = event.data;
    return [[orderId, event.customerId, event.occurredAt, (total / 100).toFixed(2), currency].join(',')];
  });
}
