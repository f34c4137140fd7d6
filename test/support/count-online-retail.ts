import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** The same rules computed another way: the whole file in memory, row by row over plain arrays, in floating pounds. */
export function countOnlineRetail(file: string) {
  const rows: string[][] = parse(gunzipSync(readFileSync(file)), { from_line: 2 });
  const rejected: Record<string, number> = {};
  const bump = (reason: string): void => {
    rejected[reason] = (rejected[reason] ?? 0) + 1;
  };
  const kept: { no: string; code: string; quantity: number; price: number; customer: string }[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const [no = '', code = '', , quantity = '', , price = '', customer = ''] = row;
    if (customer === '') {
      bump('no-customer');
    } else if (Number(price) <= 0) {
      bump('no-price');
    } else if (seen.has(JSON.stringify(row))) {
      bump('duplicate-row');
    } else {
      seen.add(JSON.stringify(row));
      kept.push({ no, code, quantity: Number(quantity), price: Number(price), customer });
    }
  }
  const sales = kept.filter((row) => row.quantity > 0);
  const totals = Map.groupBy(sales, (row) => row.no);
  const stock = Map.groupBy(
    sales.map((row) => ({ ...row, left: row.quantity })),
    (row) => `${row.customer}/${row.code}`,
  );
  const refunded = new Map<string, number>();
  for (const row of kept.filter(({ quantity }) => quantity < 0)) {
    const earlier = (stock.get(`${row.customer}/${row.code}`) ?? []).filter(
      (sale) =>
        Number(sale.no) < Number(row.no.slice(1)) && sale.left + row.quantity >= 0 && sale.price >= row.price,
    );
    const sale = earlier.at(-1);
    if (sale === undefined) {
      bump('unmatched-cancellation');
    } else {
      sale.left += row.quantity;
      const key = `${row.no}>${sale.no}`;
      refunded.set(key, (refunded.get(key) ?? 0) - row.quantity * row.price);
    }
  }
  const pennies = (pounds: number): number => Math.round(Number((pounds * 100).toFixed(4)));
  const sum = (amounts: Iterable<number>): number =>
    [...amounts].reduce((total, amount) => total + pennies(amount), 0);
  return {
    orders: totals.size,
    customers: new Set(sales.map((row) => row.customer)).size,
    revenue: sum(
      [...totals.values()].map((lines) => lines.reduce((total, row) => total + row.quantity * row.price, 0)),
    ),
    refunds: refunded.size,
    refunded: sum(refunded.values()),
    rejected,
  };
}
