import { openEmbeddedParts } from '../../../../infra/local/embedded-platform.ts';
import { createDefinitionLoader } from '../../../../infra/local/load-definition.ts';
import { createLocalClock } from '../../../../infra/local/local-clock.ts';
import { startRuntime } from '../../../../infra/local/local-runtime.ts';
import { replayHistory } from '../../../../infra/local/replay/replay-history.ts';
import { createReplayProgress } from '../../../../infra/local/replay/replay-progress.ts';
import type { HistoricEvent } from '../../../../infra/local/replay/replay-steps.ts';
import { TOTAL_COUNTERS_KEY } from '../../../../shared/app/item-keys.ts';
import { loadShop } from '../../../../shared/config/load-shop.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { realTopology } from './real-topology.ts';

/**
 * A process of its own that replays a small history through the real pipeline into the directory of its argument. It
 * writes `step N` after each step, and at the end the totals as JSON.
 */
const EVENTS = 150;
const CUSTOMERS = 20;
const START = Date.parse('2025-01-01T00:00:00Z');
const [directory = ''] = process.argv.slice(2);
const root = `${import.meta.dirname}/../../../..`;

async function* history(): AsyncGenerator<HistoricEvent> {
  for (let number = 0; number < EVENTS; number += 1) {
    const receivedAt = START + Math.floor((number * 120 * DAY_MS) / EVENTS);
    yield {
      receivedAt,
      event: {
        id: `e${number}`,
        type: 'order.placed',
        // Most come back now and then; some never do, and lapse.
        customerId: `c${(number * number) % CUSTOMERS}`,
        occurredAt: new Date(receivedAt).toISOString(),
        data: { orderId: `o${number}`, total: 1000 + number, currency: 'USD' },
      },
    };
  }
}

const topology = realTopology();
const parts = openEmbeddedParts({
  topology,
  clock: createLocalClock(),
  directory,
  environment: {},
  shop: () => loadShop(`${root}/shop`),
});
const runtime = await startRuntime({
  topology,
  parts,
  loadDefinition: createDefinitionLoader(`${root}/functions`),
});
const [table] = topology.tables;
const bus = topology.buses.find(({ name }) => name !== 'default');
if (table === undefined || bus === undefined) throw new Error('The templates have no table or no bus.');
await replayHistory({
  runtime,
  bus: runtime.platform.bus(bus.name),
  table: runtime.platform.table(table.name),
  source: 'test',
  history: history(),
  progress: createReplayProgress(parts.positions),
  onProgress: ({ eventsDone }) => process.stdout.write(`step ${eventsDone}\n`),
});
const total = await runtime.platform.table(table.name).get(TOTAL_COUNTERS_KEY);
process.stdout.write(`${JSON.stringify({ total: total?.body, counts: await runtime.counts() })}\n`);
await runtime.stop();
