import { type CompiledRules, withCalibrations } from '../../domain/compiled-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import { PurchaseLog } from '../../domain/recommend/purchase-log.ts';
import { createSkuFilter, NON_PRODUCTS } from '../../domain/recommend/sku-filter.ts';
import { counter } from '../../domain/report/counters.ts';
import type { Calibration } from '../../domain/segment/calibration.ts';
import { CalibrationLearner, isNews } from '../../domain/segment/learning/calibration-learner.ts';
import type { ModelReport } from '../../domain/segment/model-report.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Item, Queue, Table } from '../../ports.ts';
import { RULES_SETTLE_MS } from '../current-rules.ts';
import { decodeJournalEntry } from '../decide/journal-document.ts';
import { decodeState } from '../decide/state-document.ts';
import {
  calibrationKey,
  customerOfPartition,
  JOURNAL_PREFIX,
  MODEL_REPORT_KEY,
  STATE_SORT_KEY,
  TOTAL_COUNTERS_KEY,
} from '../item-keys.ts';
import { knownCustomers } from '../privacy/known-customers.ts';
import { readCounters } from '../report/read-counters.ts';
import { ModelReportBuilder } from './model-report-builder.ts';
import { publishProducts } from './publish-products.ts';
import { readCalibrations } from './read-calibrations.ts';
import type { RecheckMessage } from './recheck-message.ts';
import { shopFactItem } from './shop-fact.ts';

interface CalibrateDeps {
  readonly table: Table;
  readonly rechecks: Queue;
  readonly rules: CompiledRules;
  readonly clock: Clock;
}

export interface CalibrationOutcome {
  /** What holds now. */
  readonly calibration: Calibration;
  /** Whether it is new; the former one holds on where it would have said the same. */
  readonly isNew: boolean;
  /** Segments of the table that are rechecked. */
  readonly segments: number;
}

/** Customers of one segment, about: some seconds' work for `recheck`. */
const CUSTOMERS_PER_SEGMENT = 50_000;
/** Customers to learn from, about: quantiles and parameters of so many are as good as of all, and fit a function's memory. */
const CUSTOMERS_LEARNED_FROM = 500_000;

/**
 * Learns from the shop's customers what holds from now on, publishes it where it is news, and has everybody rechecked whom it, or
 * a change of the shop's files, concerns. Of a very large shop whole segments of the table are read, which are a fair sample.
 */
export async function calibrateShop(deps: CalibrateDeps): Promise<CalibrationOutcome> {
  const { table, rechecks, rules, clock } = deps;
  const now = clock.now();
  const segments = await countSegments(table);
  const { calibrations, lastSequence } = await readCalibrations(table, { consistent: true });
  const [former] = calibrations;
  const gathered = await gather(table, withCalibrations(rules, calibrations), segments, now);
  const learned = { ...gathered.learner.learn(former), sequence: lastSequence + 1 };
  const isNew = former === undefined || isNews(learned, former);
  const calibration = isNew ? learned : former;
  if (isNew) await publish(calibration, table);
  // Before what is only shown and recommended: were that to fail, customers would be wrong about a calibration that holds.
  await requestRechecks(segments, rechecks);
  await storeReport(gathered.report.build({ ...calibration, gates: learned.gates }), table);
  await publishProducts(gathered.purchases, now, table);
  return { calibration, isNew, segments };
}

async function countSegments(table: Table): Promise<number> {
  const totals = readCounters(await table.get(TOTAL_COUNTERS_KEY));
  const customers = totals[counter.customers] ?? 0;
  return Math.max(1, Math.ceil(customers / CUSTOMERS_PER_SEGMENT));
}

interface Gathered {
  readonly learner: CalibrationLearner;
  readonly report: ModelReportBuilder;
  readonly purchases: PurchaseLog;
}

/** Reads the customers' states and orders, once. An order that was refunded since still says what is bought together. */
async function gather(table: Table, rules: CompiledRules, segments: number, now: Instant): Promise<Gathered> {
  const gathered: Gathered = {
    learner: new CalibrationLearner(rules, now),
    report: new ModelReportBuilder(rules, rules.counting, now),
    purchases: new PurchaseLog(),
  };
  const sampled = Math.min(segments, Math.ceil(CUSTOMERS_LEARNED_FROM / CUSTOMERS_PER_SEGMENT));
  for (let index = 0; index < sampled; index += 1) {
    let cursor: string | undefined;
    do {
      const page = await table.scan(
        { index, of: segments },
        { prefixes: [STATE_SORT_KEY, JOURNAL_PREFIX], ...(cursor !== undefined && { cursor }) },
      );
      for (const item of page.items) gatherItem(item, gathered);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return gathered;
}

const isProduct = createSkuFilter(NON_PRODUCTS);

function gatherItem({ pk, sk, body }: Item, { learner, report, purchases }: Gathered): void {
  const customerId = customerOfPartition(pk);
  if (customerId === undefined) return;
  if (sk === STATE_SORT_KEY) {
    const state = decodeState(customerId, body);
    learner.addCustomer(state);
    report.addCustomer(customerId, state, state.classes);
  } else if (sk.startsWith(JOURNAL_PREFIX)) {
    const { input } = decodeJournalEntry(customerId, sk.slice(JOURNAL_PREFIX.length), body);
    if (input.kind !== 'order.placed' || input.items === undefined) return;
    const { items, occurredAt: at } = input;
    learner.addOrder(
      at,
      items.map(({ sku }) => sku),
    );
    purchases.add({ customerId, at, items }, isProduct);
  }
}

/** Throws `CALIBRATE.CONTENDED` (retryable) where another run has published meanwhile. */
async function publish(calibration: Calibration, table: Table): Promise<void> {
  const { sequence, effectiveAt, customers, model } = calibration;
  const fact = shopFactItem({
    kind: 'calibration.published',
    at: effectiveAt,
    sequence,
    customers,
    hasModel: model !== undefined,
  });
  const result = await table.transact([
    {
      kind: 'put',
      condition: 'absent',
      item: { ...calibrationKey(sequence), version: 1, body: calibration },
    },
    { kind: 'put', condition: 'absent', item: fact },
  ]);
  if (result.status === 'conflict') {
    throw new PerennialError('CALIBRATE.CONTENDED', {
      message: `Another run has published calibration ${sequence} meanwhile; what this one learned is learned anew.`,
      retryable: true,
    });
  }
}

async function storeReport(report: ModelReport, table: Table): Promise<void> {
  // Whoever was erased while all others were read is not named.
  const known = await knownCustomers(
    report.atRisk.map(({ customerId }) => customerId),
    table,
  );
  const atRisk = report.atRisk.filter(({ customerId }) => known.has(customerId));
  await table.transact([
    {
      kind: 'put',
      condition: 'none',
      item: { ...MODEL_REPORT_KEY, version: 1, body: { ...report, atRisk } },
    },
  ]);
}

/** By the time they come round everybody decides by the new calibration, so nobody undoes what the recheck found. */
async function requestRechecks(segments: number, rechecks: Queue): Promise<void> {
  const delaySeconds = RULES_SETTLE_MS / 1000;
  const messages = Array.from(
    { length: segments },
    (_, index): RecheckMessage => ({
      kind: 'recheck',
      segment: { index, of: segments },
    }),
  );
  await rechecks.send(messages.map((message) => ({ body: JSON.stringify(message), delaySeconds })));
}
