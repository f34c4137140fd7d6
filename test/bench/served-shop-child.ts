import { openLocalShop } from '../../cli/start/local-shop.ts';
import { serveHttp } from '../../infra/local/http/serve-http.ts';
import { tallyCampaign } from '../../shared/app/console/campaign-tally.ts';
import { scanCampaignCounters } from '../../shared/app/console/scan-campaign-counters.ts';
import { countersOf } from '../../shared/app/console/stored-body.ts';
import { TOTAL_COUNTERS_KEY } from '../../shared/app/item-keys.ts';
import { cpuTimeMs } from './cpu-time.ts';
import { mailOrders } from './mail-load.ts';
import { REPOSITORY } from './run-command.ts';
import { type ShopAnswer, shopQuestionSchema } from './shop-messages.ts';

// A process of its own: the local runtime as `perennial start` opens it, in real time and without a history, over the
// data folder of its argument. Asked over IPC.
const [data = ''] = process.argv.slice(2);
const MAILS_PER_SEND = 100;

const shop = await openLocalShop({
  shop: `${REPOSITORY}/shop`,
  data,
  port: 0,
  wire: false,
  status: () => ({ phase: 'live' }),
});
const server = await serveHttp(shop.runtime.http, { port: 0 });
shop.runtime.startRealTime();

const queueUrlOf = (file: string): string => {
  const { functions, mappings, queues } = shop.runtime.topology;
  const target = functions.find((each) => each.file === file);
  const mapping = mappings.find(({ functionArn, kind }) => kind === 'queue' && functionArn === target?.arn);
  return queues.find(({ arn }) => mapping?.kind === 'queue' && arn === mapping.queueArn)?.url ?? '';
};

async function totals(): Promise<Record<string, number>> {
  const [total, campaigns] = await Promise.all([
    shop.table.get(TOTAL_COUNTERS_KEY, { consistent: true }),
    scanCampaignCounters(shop.table),
  ]);
  const messages = [...campaigns].flatMap(([name, counted]) => tallyCampaign(name, [counted]).messages);
  return {
    ...countersOf(total),
    sent: messages.reduce((sum, { outcomes }) => sum + outcomes.sent, 0),
  };
}

async function answer(question: unknown): Promise<ShopAnswer> {
  const asked = shopQuestionSchema.parse(question);
  switch (asked.ask) {
    case 'door':
      return { port: server.port, apiKey: shop.apiKey };
    case 'usage':
      return { cpuMs: cpuTimeMs(), rssMegabytes: process.memoryUsage.rss() / 2 ** 20 };
    case 'depth':
      return { messages: await shop.runtime.platform.queue(queueUrlOf(asked.of)).depth() };
    case 'totals':
      return { totals: await totals(), mails: await shop.parts.mailbox.count() };
    case 'drain':
      await shop.runtime.drain();
      return {};
    case 'mail': {
      const queue = shop.runtime.platform.queue(queueUrlOf('deliver'));
      const orders = mailOrders(shop.bundle, asked.customers, Date.now());
      for (let start = 0; start < orders.length; start += MAILS_PER_SEND)
        await queue.send(
          orders.slice(start, start + MAILS_PER_SEND).map((order) => ({ body: JSON.stringify(order) })),
        );
      return {};
    }
    case 'stop':
      await server.close();
      await shop.runtime.stop();
      return {};
  }
}

process.on('message', async (question) => {
  process.send?.(await answer(question));
});
process.send?.({});
