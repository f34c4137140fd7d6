import * as z from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { type Classes, STAGES, type Stage, type Tier } from '../../domain/segment/classes.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Table } from '../../ports.ts';
import { customerOfPartition, indexShards, stateKey } from '../item-keys.ts';
import type { MoneyByCurrency } from './counter-report.ts';
import { customerStateOf } from './stored-body.ts';
import { summarizeOrders } from './summarize-orders.ts';

/** One line of the customer list. */
export interface CustomerRow extends Classes {
  readonly customerId: string;
  readonly orders: number;
  /** Paid less refunded. */
  readonly spent: MoneyByCurrency;
  readonly lastOrderAt?: Instant;
}

export interface CustomerPage {
  readonly customers: readonly CustomerRow[];
  /** Pass it on to read the next page; absent on the last one. */
  readonly cursor?: string;
}

/** Which customers to list; a stage or tier that is absent means every one. */
export interface CustomerFilter {
  readonly stage?: Stage;
  readonly tier?: Tier;
  readonly cursor?: string;
}

const PAGE_SIZE = 50;

/** Where the last page ended: the position in the list of ranges, and the index's own cursor within that range. */
const placeSchema = z.tuple([z.int().min(0), z.string().nullable()]);

/**
 * Lists customers who can be reached (the audience index holds no others), by shard, stage and tier.
 * Throws `CONSOLE.BAD_CURSOR` for a cursor of another list.
 */
export async function listCustomers(table: Table, filter: CustomerFilter): Promise<CustomerPage> {
  const ranges = rangesOf(filter);
  let [position, rangeCursor] = filter.cursor === undefined ? [0, null] : readCursor(filter.cursor);
  const ids: string[] = [];

  while (position < ranges.length && ids.length < PAGE_SIZE) {
    const range = ranges[position];
    if (range === undefined) break;
    const page = await table.audience(range.shard, range.prefix, {
      limit: PAGE_SIZE - ids.length,
      ...(rangeCursor === null ? {} : { cursor: rangeCursor }),
    });
    for (const { pk } of page.items) {
      const customerId = customerOfPartition(pk);
      if (customerId !== undefined) ids.push(customerId);
    }
    rangeCursor = page.cursor ?? null;
    if (rangeCursor === null) position += 1;
  }

  const customers = await readRows(table, ids);
  return position < ranges.length ? { customers, cursor: writeCursor(position, rangeCursor) } : { customers };
}

/** The parts of the index that hold the wanted customers; a tier alone is one part per stage. */
function rangesOf({ stage, tier }: CustomerFilter): { shard: string; prefix: string }[] {
  const stages = stage === undefined ? STAGES : [stage];
  const prefixes =
    tier === undefined
      ? [stage === undefined ? '' : `${stage}#`]
      : stages.map((ofStage) => `${ofStage}#${tier}#`);
  return prefixes.flatMap((prefix) => indexShards.map((shard) => ({ shard, prefix })));
}

async function readRows(table: Table, ids: readonly string[]): Promise<CustomerRow[]> {
  const items = await table.getMany(ids.map(stateKey));
  return ids.flatMap((customerId, position) => {
    const item = items[position];
    if (item === undefined) return [];
    const state = customerStateOf(customerId, item);
    return [{ customerId, ...state.classes, ...summarizeOrders(state) }];
  });
}

const writeCursor = (position: number, rangeCursor: string | null): string =>
  encodeURIComponent(JSON.stringify([position, rangeCursor]));

function readCursor(cursor: string): [number, string | null] {
  try {
    return placeSchema.parse(JSON.parse(decodeURIComponent(cursor)));
  } catch (cause) {
    throw new PerennialError('CONSOLE.BAD_CURSOR', {
      message: 'The cursor is not one that this list gave. Leave it out to begin at the first page.',
      cause,
    });
  }
}
