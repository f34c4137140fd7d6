import { openOrderSource } from '../../cli/order-source.ts';
import { openLocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { decideBatch } from '../../shared/app/decide/decide-batch.ts';
import type { InboundInput } from '../../shared/app/decide/inbound-message.ts';
import { inputOfEvent } from '../../shared/app/input-of-event.ts';
import { customerOfPartition, indexShards, TOTAL_COUNTERS_KEY } from '../../shared/app/item-keys.ts';
import { readAllStates } from '../../shared/app/read-all-states.ts';
import type { ArrivingEvent } from '../../shared/app/simulate/simulate.ts';
import { counterBytes } from '../../shared/aws/request-units.ts';
import type { CompiledRules } from '../../shared/domain/compiled-rules.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';
import type { ConsumedUnits, Table } from '../../shared/ports.ts';
import { type Relayed, StreamReaders } from './stream-readers.ts';

/** What caused the units. */
type Cause = 'orders' | 'consents' | 'ticks';

interface CauseCount extends ConsumedUnits, Relayed {
  /** Messages that `decide` got. */
  inputs: number;
}

export interface CountedReplay {
  readonly customers: number;
  readonly byCause: Readonly<Record<Cause, CauseCount>>;
  /** Counters, folded in batches of up to 1,000 changes, and for orders that come one by one. */
  readonly report: { readonly full: FoldCount; readonly single: FoldCount };
  /** Length of each customer's state document at the end, in bytes of JSON. */
  readonly stateBytes: readonly number[];
  readonly totalCountersBytes: number;
}

interface FoldCount extends ConsumedUnits {
  changes: number;
  batches: number;
}

const BATCH = 100;
const CHANGES_PER_FOLD = 1_000;
/** The last orders come one by one, to see what counters cost in a shop that is not busy. */
const SINGLE_ORDERS = 200;

/**
 * Takes orders in time order through `decideBatch`, `dispatch` and `report` on the SQLite table, which counts what DynamoDB
 * would charge. After each day everyone who is due gets a tick, until nobody is. Consents come in batches of their own,
 * before the orders of their day, so that each unit has one cause.
 */
export async function countReplay(
  file: string,
  options: { readonly rules: CompiledRules; readonly assumeConsent: boolean },
): Promise<CountedReplay> {
  const source = await openOrderSource(file, { assumeConsent: options.assumeConsent });
  const arrivals = [...(await source.arrivals())];
  const replay = new ReplayCount(options.rules);
  let left = arrivals.filter(({ event }) => event.type === 'order.placed').length;
  for (const { endsAt, consents, orders } of byDay(arrivals)) {
    await replay.take('consents', consents);
    const single = Math.max(0, Math.min(orders.length, SINGLE_ORDERS - (left - orders.length)));
    await replay.take('orders', orders.slice(0, orders.length - single));
    for (const order of orders.slice(orders.length - single)) await replay.takeSingle(order);
    left -= orders.length;
    await replay.passTime(endsAt);
  }
  return await replay.finish();
}

class ReplayCount {
  private readonly byCause: Record<Cause, CauseCount> = {
    orders: noCount(),
    consents: noCount(),
    ticks: noCount(),
  };
  private readonly full: FoldCount = noFold();
  private readonly single: FoldCount = noFold();
  private readonly database = openLocalDatabase(':memory:');
  private readonly table: Table = createSqliteTable(this.database, () => true);
  private readonly readers = new StreamReaders(this.database, this.table);
  private readonly rules: CompiledRules;

  constructor(rules: CompiledRules) {
    this.rules = rules;
  }

  async take(cause: Cause, inbounds: readonly InboundInput[]): Promise<void> {
    for (let start = 0; start < inbounds.length; start += BATCH)
      await this.decide(cause, inbounds.slice(start, start + BATCH));
    if (this.readers.waiting >= CHANGES_PER_FOLD) await this.fold(this.full);
  }

  async takeSingle(inbound: InboundInput): Promise<void> {
    await this.fold(this.full);
    await this.decide('orders', [inbound]);
    await this.fold(this.single);
  }

  async passTime(now: number): Promise<void> {
    for (;;) {
      const pages = await Promise.all(indexShards.map((shard) => this.table.due(shard, now)));
      const ticks = pages.flatMap(({ items }) =>
        items.flatMap(({ pk }): InboundInput[] => {
          const customerId = customerOfPartition(pk);
          return customerId === undefined
            ? []
            : [{ customerId, input: { kind: 'tick', id: `tick:${now}` }, acceptedAt: now }];
        }),
      );
      if (ticks.length === 0) return;
      await this.take('ticks', ticks);
    }
  }

  async finish(): Promise<CountedReplay> {
    await this.fold(this.full);
    const stateBytes: number[] = [];
    for await (const { body } of readAllStates(this.table))
      stateBytes.push(Buffer.byteLength(JSON.stringify(body)));
    const total = await this.table.get(TOTAL_COUNTERS_KEY);
    const counters = Object.entries(total?.body ?? {}).map(([name, value]): [string, number] => [
      name,
      Number(value),
    ]);
    await this.database.close();
    return {
      customers: stateBytes.length,
      byCause: this.byCause,
      report: { full: this.full, single: this.single },
      stateBytes,
      totalCountersBytes: counterBytes(TOTAL_COUNTERS_KEY, Object.fromEntries(counters)),
    };
  }

  private async decide(cause: Cause, inbounds: readonly InboundInput[]): Promise<void> {
    const count = this.byCause[cause];
    const before = { ...this.table.consumed };
    const outcomes = await decideBatch(inbounds, { table: this.table, rules: this.rules });
    if (outcomes.some(({ status }) => status === 'failed')) throw new Error('An input was not stored.');
    addUnits(count, before, this.table.consumed);
    count.inputs += inbounds.length;
    await this.readers.relay(count);
  }

  private async fold(count: FoldCount): Promise<void> {
    const before = { ...this.table.consumed };
    while (this.readers.waiting > 0) {
      count.changes += await this.readers.fold(CHANGES_PER_FOLD);
      count.batches += 1;
    }
    addUnits(count, before, this.table.consumed);
  }
}

const noCount = (): CauseCount => ({
  readUnits: 0,
  writeUnits: 0,
  inputs: 0,
  entries: 0,
  rfmOnly: 0,
  published: 0,
  messages: 0,
  webhooks: 0,
});
const noFold = (): FoldCount => ({ readUnits: 0, writeUnits: 0, changes: 0, batches: 0 });

function addUnits(count: ConsumedUnits, before: ConsumedUnits, after: ConsumedUnits): void {
  count.readUnits += after.readUnits - before.readUnits;
  count.writeUnits += after.writeUnits - before.writeUnits;
}

function* byDay(arrivals: readonly ArrivingEvent[]) {
  const days = Map.groupBy(arrivals, ({ receivedAt }) => Math.floor(receivedAt / DAY_MS));
  const first = Math.min(...days.keys());
  const last = Math.max(...days.keys());
  for (let day = first; day <= last; day += 1) {
    const ofDay = days.get(day) ?? [];
    const inputs = (type: string) => ofDay.filter(({ event }) => event.type === type).map(inboundOf);
    yield {
      endsAt: (day + 1) * DAY_MS - 1,
      consents: inputs('customer.updated'),
      orders: inputs('order.placed'),
    };
  }
}

const inboundOf = ({ event, receivedAt }: ArrivingEvent): InboundInput => ({
  customerId: event.customerId,
  ...inputOfEvent(event),
  acceptedAt: receivedAt,
});
