import { type BenchResult, type Figures, told } from './bench-result.ts';
import { billMessages, type CostLine, type Load, linesText, loads, tableUsd } from './cost-model.ts';
import { figure, sum } from './statistics.ts';

/** CPU of signing and telling one webhook, in milliseconds: assumed, less than an e-mail's, for nothing is rendered. */
const WEBHOOK_CPU_MS = 3;
/** How long an endpoint takes to answer, in milliseconds: assumed. A batch waits for its slowest. */
const ANSWER_MS = 500;

/** What a million webhooks cost on AWS, told at the first try, from measured units. Computed, not run. */
export function computeWebhookCost(units: Figures): BenchResult {
  return {
    rows: loads.map((load) => {
      const lines = billOf(load, units);
      return told(
        `AWS cost per million webhooks, ${load.name}`,
        `${figure(sum(lines.map(({ usd }) => usd)))} USD`,
        linesText(lines),
      );
    }),
    method:
      `As for e-mails. Assumed: ${WEBHOOK_CPU_MS} ms of CPU a webhook, and ${ANSWER_MS} ms in which a batch waits for endpoints and DynamoDB. ` +
      'Data that leaves AWS (less than 1 KB a webhook) is not in it.',
    figures: {},
  };
}

const billOf = (load: Load, units: Figures): CostLine[] => {
  const of = (name: string) => units[name] ?? Number.NaN;
  const webhook = {
    carrier: 'webhook',
    time: { cpuMs: WEBHOOK_CPU_MS, waitMsPerBatch: ANSWER_MS },
    changes: of('changesPerWebhook'),
    access: () => [
      { name: 'outcome', usd: tableUsd(of('webhookWrites'), 0) },
      { name: 'reads', usd: tableUsd(0, of('webhookReads')) },
    ],
  };
  return billMessages(webhook, load, units);
};
