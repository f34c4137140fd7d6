import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOrderSource } from '../../cli/order-source.ts';
import { definition as decide } from '../../functions/decide.ts';
import { definition as deliver } from '../../functions/deliver.ts';
import { emulatorConnection } from '../../infra/local/wire/emulator-connection.ts';
import type { TickMessage } from '../../shared/app/decide/inbound-message.ts';
import { createAwsPlatform } from '../../shared/aws/aws-platform.ts';
import { createSesMailer } from '../../shared/aws/ses-mailer.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import type { Platform } from '../../shared/platform.ts';
import { hasJava, startDynamoDbLocal } from '../support/dynamodb-local.ts';
import { startSesProvider } from '../support/ses-provider/ses-provider.ts';
import { type BenchResult, judged, notMeasured, told } from './bench-result.ts';
import { handlerOf, timeBatches, WARM_UP } from './handler-batches.ts';
import { mailOrders, profileEvents } from './mail-load.ts';
import { orderHistory } from './order-history.ts';
import { progressLine } from './progress-line.ts';
import { REPOSITORY } from './run-command.ts';
import { figure } from './statistics.ts';
import { temporaryFolder } from './temporary-folder.ts';

const WHAT = 'CPU per order in the `decide` handler, DynamoDB adapter';
const TARGET = '2 ms or less';
const BATCH = 100;
const MAILS = 1_500;
const MAILS_PER_BATCH = 25;
/** Ticks come this long after the last order: for some customers something has changed, for others not. */
const TICK_AFTER_MS = 60 * 86_400_000;
/** A batch of mails has half a second to leave in: with all slots at once, those that others of the batch hold up would lapse. */
const QUOTA = { MaxSendRate: 50, Max24HourSend: -1 };

export async function measureHandlerCpu(): Promise<BenchResult> {
  if (!hasJava())
    return notMeasured(WHAT, TARGET, 'DynamoDB Local needs Java 17 or newer; this machine has none.');
  const { file, name } = orderHistory('sample');
  const source = await openOrderSource(file, { assumeConsent: false });
  const orders = [...(await source.arrivals())].map(({ event }) => event);
  const local = await startDynamoDbLocal();
  const ses = await startSesProvider({ quota: QUOTA, faultPercent: 0, seed: 1 });
  try {
    await local.createTable('bench');
    process.env.AWS_ENDPOINT_URL_DYNAMODB = local.endpoint;
    process.env.AWS_REGION = 'us-east-1';
    process.env.AWS_ACCESS_KEY_ID = 'local';
    process.env.AWS_SECRET_ACCESS_KEY = 'local';
    const shop = await loadShop(`${REPOSITORY}/shop`);
    const bundleFile = join(temporaryFolder(), 'shop.json');
    writeFileSync(bundleFile, JSON.stringify(shop));
    const platform: Platform = {
      ...createAwsPlatform(),
      secrets: { get: async () => 'a-secret-of-no-meaning' },
      mailer: () => createSesMailer('bench', emulatorConnection(ses.endpoint)),
    };
    const variables = {
      TABLE_NAME: 'bench',
      SHOP_BUNDLE: bundleFile,
      DEAD_LETTER_QUEUE_URL: 'https://queue.invalid/none',
      OUTBOUND_QUEUE_URL: 'https://queue.invalid/outbound',
      SENDER: 'hello@shop.example',
      CONFIGURATION_SET: 'bench',
      LINK_SECRET: 'link',
      PUBLIC_URL: 'https://shop.example',
    };
    const decideBatch = await handlerOf(decide, variables, platform);
    const orderCpu = await timeBatches(decideBatch, orders.map(messageOf), BATCH);
    progressLine(`decide ${figure(orderCpu.median)} ms an order`);
    const tickAt = Math.max(...orders.map(({ occurredAt }) => Date.parse(occurredAt))) + TICK_AFTER_MS;
    const ticks = [...new Set(orders.map(({ customerId }) => customerId))].map((id) => tickOf(id, tickAt));
    const tickCpu = await timeBatches(decideBatch, ticks, BATCH);
    progressLine(`decide ${figure(tickCpu.median)} ms a tick`);
    await timeBatches(decideBatch, profileEvents(MAILS, Date.now()).map(messageOf), BATCH);
    const mails = mailOrders(shop, MAILS, Date.now()).map((order) => JSON.stringify(order));
    const mailCpu = await timeBatches(await handlerOf(deliver, variables, platform), mails, MAILS_PER_BATCH);
    const { taken } = ses.record();
    if (taken.length !== MAILS) throw new Error(`${taken.length} of ${MAILS} mails were sent.`);
    progressLine(`deliver ${figure(mailCpu.median)} ms a mail`);
    return {
      rows: [
        judged(
          {
            what: WHAT,
            target: TARGET,
            measured: `${figure(orderCpu.median)} ms (mean ${figure(orderCpu.mean)} ms)`,
            cause:
              'Most of it is the AWS SDK: signing, serializing and parsing one TransactWriteItems per customer, over HTTP.',
          },
          orderCpu.median <= 2,
        ),
        told('CPU per tick in the `decide` handler, DynamoDB adapter', `${figure(tickCpu.median)} ms`),
        told(
          'CPU per e-mail in the `deliver` handler, DynamoDB and SES adapters',
          `${figure(mailCpu.median)} ms`,
          'What stands in for SES answers within the same process, so its work is in it too.',
        ),
      ],
      method:
        `The handlers of \`functions/\` with the AWS adapters against DynamoDB Local, in batches as the queue gives them (${BATCH} ` +
        `orders of ${name}, ${MAILS_PER_BATCH} e-mails); CPU of this process, user and system, all threads; DynamoDB Local's is ` +
        `another's. Median of the batches, the first ${WARM_UP} left out.`,
      figures: { decideMs: orderCpu.median, tickMs: tickCpu.median, deliverMs: mailCpu.median },
    };
  } finally {
    await Promise.all([local.stop(), ses.stop()]);
  }
}

const messageOf = (event: ShopEvent): string =>
  JSON.stringify({
    version: '0',
    id: event.id,
    source: 'shop.bench',
    account: '123456789012',
    region: 'us-east-1',
    resources: [],
    'detail-type': event.type,
    time: event.occurredAt,
    detail: event,
  });

function tickOf(customerId: string, at: number): string {
  const tick: TickMessage = { kind: 'tick', customerId, at };
  return JSON.stringify(tick);
}
