import { awsPrices } from './aws-prices.ts';
import { type BenchResult, told } from './bench-result.ts';
import {
  batchOf,
  type CostLine,
  type Load,
  lambdaUsd,
  loads,
  mappingSettings,
  queueUsd,
  READER_CPU_MS,
  streamBatchOf,
  tableUsd,
  waits,
} from './cost-model.ts';
import { figure, sum } from './statistics.ts';

/** CPU of signing and telling one webhook, in milliseconds: assumed, less than an e-mail's, for nothing is rendered. */
const WEBHOOK_CPU_MS = 3;
/** How long an endpoint takes to answer, in milliseconds: assumed. A batch waits for its slowest. */
const ANSWER_MS = 500;

type Figures = Readonly<Record<string, number>>;

/** What a million webhooks cost on AWS, told at the first try, from measured units. Computed, not run. */
export function computeWebhookCost(units: Figures): BenchResult {
  return {
    rows: loads.map((load) => {
      const lines = billOf(load, units);
      return told(
        `AWS cost per million webhooks, ${load.name}`,
        `${figure(sum(lines.map(({ usd }) => usd)))} USD`,
        `${lines.map(({ name, usd }) => `${name} ${figure(usd)}`).join(', ')}.`,
      );
    }),
    method:
      `As for e-mails. Assumed: ${WEBHOOK_CPU_MS} ms of CPU a webhook, and ${ANSWER_MS} ms in which a batch waits for endpoints and DynamoDB. ` +
      'Data that leaves AWS (less than 1 KB a webhook) is not in it.',
    figures: {},
  };
}

function billOf({ ratePerSecond }: Load, units: Figures): CostLine[] {
  const settings = mappingSettings();
  const of = (name: string) => units[name] ?? Number.NaN;
  const webhook = settings('webhook');
  const report = settings('report');
  const batch = batchOf(webhook, ratePerSecond);
  const changes = of('changesPerWebhook');
  const reportBatch = streamBatchOf(
    report,
    ratePerSecond === undefined ? undefined : ratePerSecond * changes,
  );
  const sendsPerMessage = ratePerSecond === undefined ? 0.1 : 1;
  const webhookTime = { cpuMs: WEBHOOK_CPU_MS, waitMsPerBatch: ANSWER_MS };
  const reportTime = { cpuMs: READER_CPU_MS, waitMsPerBatch: waits.reportBatch };
  return [
    { name: 'fact on the bus', usd: awsPrices.millionBusEvents },
    { name: 'SQS', usd: queueUsd(sendsPerMessage, batch) },
    { name: '`webhook`', usd: lambdaUsd(webhook, batch, webhookTime) },
    { name: 'outcome', usd: tableUsd(of('webhookWrites'), 0) },
    { name: 'reads', usd: tableUsd(0, of('webhookReads')) },
    { name: '`report`', usd: changes * lambdaUsd(report, reportBatch, reportTime) },
    {
      name: 'counters',
      usd: (changes / reportBatch) * tableUsd(of('reportWritesAlone'), of('reportReadsAlone')),
    },
  ];
}
