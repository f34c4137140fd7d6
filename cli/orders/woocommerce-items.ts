import * as z from 'zod';
import type { RowGroup } from './group-rows.ts';
import type { UnpricedItem } from './order-items.ts';
import { parseMinor } from './parse-minor.ts';
import type { WooColumns } from './woocommerce-columns.ts';

const scalar = z.union([z.string(), z.number()]).transform(String);
const jsonItems = z.array(z.record(z.string(), z.unknown()));

type Fields = ReadonlyMap<string, string>;

/** "id:1|name:Green tea|sku:T1|quantity:2|total:6.00", items set apart by semicolons. */
function parsePiped(text: string): Fields[] {
  return text.split(/;(?=\s*(?:id|name):)/).map((item) => {
    const pairs = item.split('|').map((part): [string, string] => {
      const colon = part.indexOf(':');
      return [part.slice(0, colon).trim(), part.slice(colon + 1).trim()];
    });
    return new Map(pairs);
  });
}

function parseJson(text: string): Fields[] {
  try {
    return jsonItems.parse(JSON.parse(text)).map(
      (item) =>
        new Map(
          Object.entries(item).flatMap(([key, value]): [string, string][] => {
            const parsed = scalar.safeParse(value);
            return parsed.success ? [[key, parsed.data]] : [];
          }),
        ),
    );
  } catch {
    // Not an item list after all; an order without items is still an order.
    return [];
  }
}

/** "2× Green tea, 1× Cup, blue". */
function parseProducts(text: string): Fields[] {
  return text.split(/,\s+(?=\d+\s*×)/).flatMap((part) => {
    const match = /^(\d+)\s*×\s*(.+)$/s.exec(part.trim());
    return match === null
      ? []
      : [
          new Map([
            ['quantity', match[1] ?? ''],
            ['name', match[2] ?? ''],
          ]),
        ];
  });
}

function toItem(fields: Fields, exponent: number): UnpricedItem[] {
  const sku = (fields.get('sku') || fields.get('name') || '').slice(0, 128);
  const quantity = Number(fields.get('quantity') || '1');
  if (sku === '' || !(quantity > 0 && quantity <= 1_000_000)) {
    return [];
  }
  const lineTotal = parseMinor(fields.get('total') ?? '', exponent, 'round');
  const price = parseMinor(fields.get('price') ?? '', exponent, 'round');
  const each = price ?? (lineTotal === undefined ? undefined : Math.round(lineTotal / quantity));
  return [{ sku, quantity, price: each === undefined || each < 0 ? undefined : each }];
}

/** The items of an order, from one row each or from the lists within its columns; those that cannot be read are left out. */
export function readWooItems(
  { columns, first, rows }: RowGroup<WooColumns>,
  exponent: number,
): UnpricedItem[] {
  if (columns.sku !== -1 || columns.itemName !== -1) {
    return rows.flatMap((row) =>
      toItem(
        new Map([
          ['sku', row.text(columns.sku)],
          ['name', row.text(columns.itemName)],
          ['quantity', row.text(columns.quantity)],
          ['price', row.text(columns.itemPrice)],
          ['total', row.text(columns.itemTotal)],
        ]),
        exponent,
      ),
    );
  }
  const lists = columns.itemLists.map((position) => first.text(position)).filter((text) => text !== '');
  const listed = lists.flatMap((text) => (text.startsWith('[') ? parseJson(text) : parsePiped(text)));
  return [...listed, ...parseProducts(first.text(columns.products))].flatMap((fields) =>
    toItem(fields, exponent),
  );
}
