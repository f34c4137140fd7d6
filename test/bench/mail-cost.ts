import { awsPrices } from './aws-prices.ts';
import { type BenchResult, type BenchRow, type Figures, judged, told } from './bench-result.ts';
import {
  billMessages,
  type CostLine,
  type Load,
  linesText,
  loads,
  mappingSettings,
  tableUsd,
  waits,
} from './cost-model.ts';
import { figure, sum } from './statistics.ts';

const TARGET_USD = 10;
/** The handler's CPU where there is no Java to measure it. */
const UNKNOWN_CPU_MS = 5;

/** What a million e-mails cost on AWS beside SES's own charge, from measured units and CPU. Computed, not run. */
export function computeMailCost(units: Figures, cpu: Figures): BenchResult {
  const bills = loads.map((load) => ({ load, lines: billOf(load, units, cpu) }));
  return {
    rows: [
      ...bills.map(({ load, lines }) => {
        const total = sum(lines.map(({ usd }) => usd));
        return judged(
          {
            what: `AWS cost per million e-mails beyond SES's own charge, ${load.name}`,
            target: `${TARGET_USD} USD or less`,
            measured: `${figure(total)} USD`,
            remark: linesText(lines),
            cause: 'E-mails that go out one by one pay for counters and invocations almost each.',
          },
          total <= TARGET_USD,
        );
      }),
      waitingRow(),
    ],
    method:
      'As for orders. From the fact that asks for the e-mail to the outcome on record; the decision itself is an order or a tick ' +
      `and counted there. Assumed: ${waits.deliverBatch} ms of waiting for DynamoDB and SES in a batch of \`deliver\`.`,
    figures: {},
  };
}

/** With a backlog, `deliver` runs all the time and mostly waits for its slots: the slower the account, the longer. */
function waitingRow(): BenchRow {
  const { memoryMegabytes } = mappingSettings()('deliver');
  const seconds = (1e6 / SLOW_ACCOUNT.perSecond) * SLOW_ACCOUNT.functions;
  const usd = seconds * (memoryMegabytes / 1024) * awsPrices.gigabyteSecond;
  return told(
    `Waiting for slots of the quota, per million e-mails at ${SLOW_ACCOUNT.perSecond} a second`,
    `${figure(usd)} USD`,
    `${SLOW_ACCOUNT.functions} functions wait at once; ten times the quota is a tenth of it.`,
  );
}

/** A common rate of an account that has just left the sandbox, and as many functions as the settings have by default. */
const SLOW_ACCOUNT = { perSecond: 14, functions: 5 } as const;

const billOf = (load: Load, units: Figures, cpu: Figures): CostLine[] => {
  const of = (name: string) => units[name] ?? Number.NaN;
  const email = {
    carrier: 'deliver',
    time: { cpuMs: cpu.deliverMs ?? UNKNOWN_CPU_MS, waitMsPerBatch: waits.deliverBatch },
    changes: of('changesPerMail'),
    access: (batch: number) => [
      { name: 'claim and outcome', usd: tableUsd(of('mailWrites'), 0) },
      { name: 'reads', usd: tableUsd(0, of('mailReads')) },
      { name: 'pace', usd: tableUsd(of('paceWrites'), of('paceReads')) / batch },
    ],
  };
  return billMessages(email, load, units);
};
