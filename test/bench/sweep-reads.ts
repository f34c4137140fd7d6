import { decideBatch } from '../../shared/app/decide/decide-batch.ts';
import type { InboundInput } from '../../shared/app/decide/inbound-message.ts';
import { readInbound } from '../../shared/app/decide/inbound-message.ts';
import { indexShards } from '../../shared/app/item-keys.ts';
import { sweepDue } from '../../shared/app/sweep/sweep-due.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { type CompiledRules, compileRules } from '../../shared/domain/compiled-rules.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';
import type { Table } from '../../shared/ports.ts';
import { memoryTable } from '../support/memory-table.ts';
import { type BenchResult, judged } from './bench-result.ts';
import { progressLine } from './progress-line.ts';
import { REPOSITORY } from './run-command.ts';
import { figure } from './statistics.ts';

const SIZES = [1_000, 10_000, 100_000];
const DUE = 100;
const FIRST_AT = Date.UTC(2026, 0, 1);
const BATCH = 5_000;

interface SweepCount {
  readonly customers: number;
  /** Index queries. */
  readonly requests: number;
  readonly sweepReads: number;
  readonly decideReads: number;
  readonly writes: number;
}

export async function measureSweepReads(): Promise<BenchResult> {
  const { rules } = await loadShop(`${REPOSITORY}/shop`, { templates: false });
  const counts: SweepCount[] = [];
  for (const customers of SIZES) {
    const count = await sweepOnce(customers, compileRules(rules));
    progressLine(JSON.stringify(count));
    counts.push(count);
  }
  const [{ sweepReads, requests, decideReads, writes } = counts[0] ?? failed()] = counts;
  const isSame = counts.every(
    (count) =>
      count.sweepReads === sweepReads && count.requests === requests && count.decideReads === decideReads,
  );
  return {
    rows: [
      judged(
        {
          what: `Sweep with ${DUE} customers due, at 1,000, 10,000 and 100,000 customers`,
          target: 'the same reads',
          measured: isSame
            ? `the same: ${requests} queries, ${figure(sweepReads, 1)} read units; then ${figure(decideReads, 1)} to handle the ticks`
            : counts.map((count) => `${figure(count.sweepReads, 1)} units`).join(', '),
        },
        isSame,
      ),
    ],
    method:
      `Customers with one order each, ${DUE} of them due; \`sweepDue\` and then \`decideBatch\` on its ticks, on the SQLite table's ` +
      'count of units. Counted, not timed: one run.',
    figures: { sweepReads, requests, decideReads, writes },
  };
}

const failed = (): never => {
  throw new Error('No size was swept.');
};

async function sweepOnce(customers: number, rules: CompiledRules): Promise<SweepCount> {
  const table = memoryTable();
  const laterAt = FIRST_AT + 10 * DAY_MS;
  for (let start = 0; start < customers; start += BATCH) {
    const inbounds = Array.from({ length: Math.min(BATCH, customers - start) }, (_, position) =>
      firstOrder(start + position, start + position < DUE ? FIRST_AT : laterAt),
    );
    await decideBatch(inbounds, { table, rules });
  }
  const now = await latestDue(table, laterAt);
  const bodies: string[] = [];
  const ticks = {
    send: async (sent: readonly { body: string }[]) => void bodies.push(...sent.map(({ body }) => body)),
  };
  let requests = 0;
  const counted: Table = {
    ...table,
    due: (...query) => {
      requests += 1;
      return table.due(...query);
    },
  };
  const atFirst = { ...table.consumed };
  await sweepDue({ table: counted, ticks: { ...ticks, depth: async () => 0 }, clock: { now: () => now } });
  if (bodies.length !== DUE) throw new Error(`${bodies.length} are due, not ${DUE}.`);
  const swept = { ...table.consumed };
  const inbounds = bodies.flatMap((body): InboundInput[] => {
    const read = readInbound(body, now);
    return read.status === 'readable' ? [read.inbound] : [];
  });
  await decideBatch(inbounds, { table, rules });
  return {
    customers,
    requests,
    sweepReads: swept.readUnits - atFirst.readUnits,
    decideReads: table.consumed.readUnits - swept.readUnits,
    writes: table.consumed.writeUnits - swept.writeUnits,
  };
}

const firstOrder = (number: number, at: number): InboundInput => ({
  customerId: `c${number}`,
  acceptedAt: at,
  input: {
    kind: 'order.placed',
    id: `e${number}`,
    occurredAt: at,
    orderId: `o${number}`,
    totalMinor: 4_900,
    currency: 'USD',
  },
});

/** The last instant at which the customers of the first day are due, before any of the later ones is. */
async function latestDue(table: Table, laterAt: number): Promise<number> {
  const pages = await Promise.all(
    indexShards.map((shard) => table.due(shard, laterAt + 1_000 * DAY_MS, { limit: DUE })),
  );
  const instants = pages.flatMap(({ items }) => items.map(({ at }) => at)).sort((a, b) => a - b);
  return instants[DUE - 1] ?? failed();
}
