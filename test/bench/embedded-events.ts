import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { counter } from '../../shared/domain/report/counters.ts';
import { type BenchResult, judged, told } from './bench-result.ts';
import { progressLine } from './progress-line.ts';
import { startShopProcess } from './shop-process.ts';
import { figure, median } from './statistics.ts';

const EVENTS = 20_000;
const CUSTOMERS = 5_000;
const RUNS = 3;

interface Run {
  readonly acceptedPerSecond: number;
  readonly perSecond: number;
  readonly cpuSecondsPerThousand: number;
  readonly rssMegabytes: number;
}

export async function measureEmbeddedEvents(): Promise<BenchResult> {
  const runs: Run[] = [];
  for (let number = 1; number <= RUNS; number += 1) {
    const run = await runOnce();
    progressLine(
      `run ${number}: ${figure(run.perSecond)} events/s, CPU ${figure(run.cpuSecondsPerThousand)} s per 1,000`,
    );
    runs.push(run);
  }
  const speeds = runs.map(({ perSecond }) => perSecond);
  const cpu = runs.map(({ cpuSecondsPerThousand }) => cpuSecondsPerThousand);
  const best = Math.max(...speeds);
  const leastCpu = Math.min(...cpu);
  const cause =
    'One thread does all: HTTP, schema, bus, queue, state machine, two stream readers and SQLite, whose durable commits are a quarter of the time.';
  return {
    rows: [
      judged(
        {
          what: 'Embedded mode: events a second end to end (accepted, in the state, counted), durable',
          target: '3,000 or more',
          measured: `${figure(best)} (median ${figure(median(speeds))})`,
          cause,
        },
        best >= 3_000,
      ),
      judged(
        {
          what: 'Embedded mode: CPU per 1,000 events',
          target: '0.5 s or less',
          measured: `${figure(leastCpu)} s (median ${figure(median(cpu))} s)`,
          cause,
        },
        leastCpu <= 0.5,
      ),
      told(
        'Embedded mode: events a second accepted, while the rest is at work',
        figure(Math.max(...runs.map(({ acceptedPerSecond }) => acceptedPerSecond))),
      ),
      told(
        'Embedded mode: memory (RSS) after that',
        `${figure(median(runs.map(({ rssMegabytes }) => rssMegabytes)))} MB`,
      ),
    ],
    method:
      `${EVENTS.toLocaleString('en')} orders of ${CUSTOMERS.toLocaleString('en')} customers by \`POST /events\`, a hundred in a request, ` +
      'four requests at once, to the local runtime in a process of its own over a fresh folder (`synchronous=FULL`: what is accepted ' +
      'is on the disk), in real time. From the first request until queues and streams are empty and the counters say that every order ' +
      'is counted; once the inputs queue is empty the runtime is drained, so that the last batch of the stream does not wait out its ' +
      `window. CPU of that process, the sender's is another's. ${RUNS} runs; best, and median.`,
    figures: { perSecond: best, cpuSecondsPerThousand: leastCpu },
  };
}

async function runOnce(): Promise<Run> {
  const shop = await startShopProcess();
  const events = orders(Date.now() - 60_000);
  const before = await shop.ask({ ask: 'usage' });
  const startedAt = performance.now();
  await shop.post(events);
  const acceptedAt = performance.now();
  await shop.untilEmpty('decide');
  await shop.ask({ ask: 'drain' });
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await shop.ask({ ask: 'usage' });
  const { totals } = await shop.ask({ ask: 'totals' });
  if (totals?.[counter.orders] !== EVENTS)
    throw new Error(`${totals?.[counter.orders]} of ${EVENTS} orders are counted.`);
  await shop.stop();
  return {
    acceptedPerSecond: EVENTS / ((acceptedAt - startedAt) / 1000),
    perSecond: EVENTS / seconds,
    cpuSecondsPerThousand: ((after.cpuMs ?? 0) - (before.cpuMs ?? 0)) / EVENTS,
    rssMegabytes: after.rssMegabytes ?? Number.NaN,
  };
}

const orders = (from: number): ShopEvent[] =>
  Array.from({ length: EVENTS }, (_, number) => ({
    id: `order-${number}`,
    type: 'order.placed',
    customerId: `customer-${(number * 7_919) % CUSTOMERS}`,
    occurredAt: new Date(from + number).toISOString(),
    data: {
      orderId: `o-${number}`,
      total: 1_500 + ((number * 37) % 9_000),
      currency: 'USD',
      channel: 'web',
      items: [
        { sku: `SKU-${number % 200}`, category: 'tea', quantity: 1, price: 1_000 },
        { sku: `SKU-${(number * 3) % 200}`, category: 'ware', quantity: 1, price: 500 },
      ],
    },
  }));
