import { awsPrices } from './aws-prices.ts';
import { type BenchResult, type Figures, judged, told } from './bench-result.ts';
import {
  batchOf,
  type CostLine,
  type Load,
  lambdaUsd,
  linesText,
  loads,
  mappingSettings,
  queueUsd,
  READER_CPU_MS,
  streamBatchOf,
  tableUsd,
  waits,
} from './cost-model.ts';
import { figure, sum } from './statistics.ts';

const TARGET_USD = 6;
/** JSON of an order of two items with its envelope, as the archive keeps it. */
const EVENT_BYTES = 500;
/** The handler's CPU where there is no Java to measure it: the target itself. */
const UNKNOWN_CPU_MS = 2;

/** What a million orders cost on AWS, from measured units and CPU. Computed, not run. */
export function computeOrderCost(units: Figures, cpu: Figures): BenchResult {
  const bills = loads.map((load) => ({ load, lines: billOf(load, units, cpu) }));
  const rows = bills.flatMap(({ load, lines }) => {
    const total = sum(lines.map(({ usd }) => usd));
    const ticks = sum(lines.filter(({ name }) => name.startsWith('ticks')).map(({ usd }) => usd));
    return [
      judged(
        {
          what: `AWS cost per million orders, ${load.name}, ticks included`,
          target: `${TARGET_USD} USD or less`,
          measured: `${figure(total)} USD (${figure(total - ticks)} without ticks)`,
          remark: linesText(lines),
          cause: causeOf(load),
        },
        total <= TARGET_USD,
      ),
    ];
  });
  const overHttp =
    awsPrices.millionHttpRequests + lambdaUsd({ memoryMegabytes: 512 }, 1, { cpuMs: 1, waitMsPerBatch: 20 });
  return {
    rows: [
      ...rows,
      told(
        'On top, where orders come by `POST /events` and not on the bus',
        `${figure(overHttp)} USD one at a time, ${figure(overHttp / 100)} by the hundred`,
      ),
    ],
    method:
      'Units of the replay above (everybody addressable), CPU of the handlers on DynamoDB Local, batch sizes, windows and memory ' +
      'of the template, list prices of us-east-1 without free tiers (`test/bench/aws-prices.ts`). Assumed: how long handlers ' +
      `wait for AWS (${waits.decideBatch} ms a \`decide\` batch), ${READER_CPU_MS} ms of CPU per change in \`dispatch\` and ` +
      "`report`, four shards of the stream, Graviton as fast as this machine's processor. Not in it, since they do not grow with " +
      'orders: alarms, logs, secrets, the sweep each minute and the empty polls of three queues; nor storage and backups.',
    figures: Object.fromEntries(
      bills.map(({ load, lines }) => [
        load.ratePerSecond === undefined ? 'full' : 'even',
        sum(lines.map(({ usd }) => usd)),
      ]),
    ),
  };
}

const causeOf = ({ ratePerSecond }: Load): string =>
  ratePerSecond === undefined
    ? 'The ticks: CDNOW customers buy three times and then live on for a year, a class change and an RFM change at a time.'
    : 'At 0.4 orders a second a stream batch of `report` holds few changes, and each batch rewrites the totals; a longer window would ' +
      'cost nothing but freshness. And the ticks, as below.';

function billOf({ ratePerSecond }: Load, units: Figures, cpu: Figures): CostLine[] {
  const settings = mappingSettings();
  const of = (name: string) => units[name] ?? Number.NaN;
  const decide = settings('decide');
  const decideMs = cpu.decideMs ?? UNKNOWN_CPU_MS;
  const tickMs = cpu.tickMs ?? UNKNOWN_CPU_MS;
  const batch = batchOf(decide, ratePerSecond);
  // A sweep finds a minute's worth of ticks at once.
  const tickBatch =
    ratePerSecond === undefined
      ? decide.batchSize
      : Math.min(decide.batchSize, Math.max(1, ratePerSecond * of('ticks') * 60));
  const decideWaits = { waitMsPerBatch: waits.decideBatch };
  return [
    { name: 'bus events', usd: awsPrices.millionBusEvents },
    { name: 'archive', usd: ((EVENT_BYTES * 1e6) / 1e9) * awsPrices.gigabyteArchived },
    { name: 'SQS', usd: queueUsd(1, batch) },
    { name: '`decide`', usd: lambdaUsd(decide, batch, { cpuMs: decideMs, ...decideWaits }) },
    { name: 'table', usd: tableUsd(of('orderWrites'), of('orderReads')) },
    { name: 'facts on the bus', usd: of('orderFacts') * awsPrices.millionBusEvents },
    ...readersOf(ratePerSecond, units),
    {
      name: 'ticks: table',
      usd: tableUsd(of('tickWrites'), of('tickReads')),
    },
    { name: 'ticks: facts on the bus', usd: of('tickFacts') * awsPrices.millionBusEvents },
    {
      name: 'ticks: SQS and `decide`',
      usd:
        of('ticks') *
        (queueUsd(0.1, tickBatch) + lambdaUsd(decide, tickBatch, { cpuMs: tickMs, ...decideWaits })),
    },
  ];
}

/** `dispatch` and `report`, which see the changes of orders and ticks alike. */
function readersOf(ratePerSecond: number | undefined, units: Figures): CostLine[] {
  const settings = mappingSettings();
  const of = (name: string) => units[name] ?? Number.NaN;
  const dispatch = settings('dispatch');
  const report = settings('report');
  const entries = 1 + of('tickEntries');
  const changes = of('changesPerOrderAlone') * entries;
  const rate = (perOrder: number) => (ratePerSecond === undefined ? undefined : ratePerSecond * perOrder);
  const dispatchBatch = streamBatchOf(dispatch, rate(entries));
  const reportBatch = streamBatchOf(report, rate(changes));
  const foldsPerOrder = changes / reportBatch;
  const counters =
    ratePerSecond === undefined
      ? tableUsd(of('reportWritesFull'), of('reportReadsFull'))
      : foldsPerOrder * tableUsd(of('reportWritesAlone'), of('reportReadsAlone'));
  const time = (waitMsPerBatch: number) => ({ cpuMs: READER_CPU_MS, waitMsPerBatch });
  return [
    { name: '`dispatch`', usd: entries * lambdaUsd(dispatch, dispatchBatch, time(waits.dispatchBatch)) },
    { name: '`report`', usd: changes * lambdaUsd(report, reportBatch, time(waits.reportBatch)) },
    { name: 'counters', usd: counters },
  ];
}
