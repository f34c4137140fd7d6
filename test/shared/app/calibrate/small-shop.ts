import { openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import { createSqliteChangeFeed } from '../../../../infra/local/sqlite/sqlite-change-feed.ts';
import { createSqliteTable } from '../../../../infra/local/sqlite/sqlite-table.ts';
import { type CalibrationOutcome, calibrateShop } from '../../../../shared/app/calibrate/calibrate-shop.ts';
import { handleRechecks } from '../../../../shared/app/calibrate/handle-rechecks.ts';
import { createCurrentRules } from '../../../../shared/app/current-rules.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { type InboundInput, readInbound } from '../../../../shared/app/decide/inbound-message.ts';
import { relayFacts } from '../../../../shared/app/dispatch/relay-facts.ts';
import { calibrationKey, TOTAL_COUNTERS_KEY } from '../../../../shared/app/item-keys.ts';
import { changeOfRecord } from '../../../../shared/aws/stream-change.ts';
import type { CompiledRules } from '../../../../shared/domain/compiled-rules.ts';
import type { OrderItem } from '../../../../shared/domain/customer/input.ts';
import { counter } from '../../../../shared/domain/report/counters.ts';
import type { Item, Table } from '../../../../shared/ports.ts';
import { KeptBus, KeptQueue } from '../../../support/fake-ports.ts';
import { day, orderPlaced } from '../../../support/inputs.ts';
import { rulesWith } from '../../../support/rules.ts';

/** Everything is learned that can be. */
export const LEARNING_RULES = rulesWith({
  rfm: { cutPoints: { recency: 'learned', frequency: 'learned', monetary: 'learned' } },
  tiers: { share: { head: 0.2, mid: 0.4 } },
});

interface BoughtOrder {
  readonly days: number;
  readonly totalMinor?: number;
  readonly items?: readonly OrderItem[];
}

/** What `calibrate` and `recheck` meet: a table on SQLite in memory, queues that keep what they get, and a clock. */
export class SmallShop {
  readonly rechecks = new KeptQueue();
  readonly ticks = new KeptQueue();
  readonly deadLetters = new KeptQueue();
  readonly table: Table;
  now = day(365);
  private readonly database = openLocalDatabase(':memory:');
  readonly clock = { now: () => this.now };
  rules: CompiledRules;

  constructor(rules: CompiledRules = LEARNING_RULES) {
    this.rules = rules;
    this.table = createSqliteTable(this.database, () => true);
  }

  async buy(customerId: string, ...orders: readonly BoughtOrder[]): Promise<void> {
    await this.live(
      orders.map(({ days, ...order }): InboundInput => {
        const orderId = `${customerId}-${days}`;
        const input = orderPlaced({ ...order, orderId, occurredAt: day(days) });
        return { customerId, input, acceptedAt: day(days) };
      }),
    );
  }

  /** So many customers, each with an order on another day and of another value; some came back. */
  async fill(customers: number): Promise<void> {
    for (let number = 0; number < customers; number += 1) {
      const totalMinor = 1_000 + number * 100;
      const days = Math.floor((number * 330) / customers);
      const again = { days: days + 5 + (number % 30), totalMinor };
      await this.buy(`c${number}`, { days, totalMinor }, ...(number % 3 === 0 ? [again] : []));
    }
  }

  /** As the counters would say it. */
  async countCustomers(customers: number): Promise<void> {
    const increments = { [counter.customers]: customers };
    await this.table.transact([{ kind: 'add', key: TOTAL_COUNTERS_KEY, increments }]);
  }

  calibrate(table = this.table): Promise<CalibrationOutcome> {
    return calibrateShop({ table, rechecks: this.rechecks, rules: this.rules, clock: this.clock });
  }

  async storeCalibration(sequence: number, body: unknown): Promise<void> {
    const item = { ...calibrationKey(sequence), version: 1, body };
    await this.table.transact([{ kind: 'put', condition: 'none', item }]);
  }

  calibrationsStored = async (): Promise<readonly Item[]> => (await this.table.query('calibration')).items;
  shopFacts = async (): Promise<readonly Item[]> =>
    (await this.table.query('shop', { prefix: 'fact#' })).items;

  /** Handles the messages that ask for a recheck, those that it sends itself too, and answers whom a tick was sent to. */
  async recheck(table = this.table): Promise<string[]> {
    while (this.rechecks.messages.length > 0) {
      const messages = this.rechecks.messages.splice(0);
      await this.recheckOnce(
        messages.map(({ body }) => body),
        table,
      );
    }
    return this.ticked();
  }

  recheckOnce(bodies: readonly string[], table = this.table) {
    const { rechecks, ticks, deadLetters, rules, clock } = this;
    const messages = bodies.map((body, index) => ({ messageId: `m${index}`, body }));
    return handleRechecks(messages, { table, rechecks, ticks, deadLetters, rules, clock });
  }

  /** Customers to whom ticks are on their way. */
  ticked = (): string[] => this.ticks.messages.map(({ body }) => String(JSON.parse(body).customerId)).sort();

  /** Gives the ticks to `decide`. */
  async settle(): Promise<void> {
    const bodies = this.ticks.messages.splice(0).map(({ body }) => body);
    await this.live(
      bodies.flatMap((body) => {
        const read = readInbound(body, this.now);
        return read.status === 'readable' ? [read.inbound] : [];
      }),
    );
  }

  /** What `dispatch` puts on the bus of all that was written so far. */
  async published(): Promise<KeptBus> {
    const bus = new KeptBus();
    const { records } = await createSqliteChangeFeed(this.database).read(undefined, 100_000);
    await relayFacts(records.map(changeOfRecord), {
      outbound: new KeptQueue(),
      webhooks: new KeptQueue(),
      table: this.table,
      bus,
    });
    return bus;
  }

  private async live(inbounds: readonly InboundInput[]): Promise<void> {
    const rules = await createCurrentRules(this.rules, this.table, this.clock)();
    const outcomes = await decideBatch(inbounds, { table: this.table, rules });
    if (outcomes.some(({ status }) => status === 'failed')) throw new Error('An input was not stored.');
  }
}
