import { type Command, InvalidArgumentError, Option } from 'commander';
import { type HttpServer, serveHttp } from '../../infra/local/http/serve-http.ts';
import { replayHistory } from '../../infra/local/replay/replay-history.ts';
import { replayInRealTime } from '../../infra/local/replay/replay-in-real-time.ts';
import { createReplayProgress } from '../../infra/local/replay/replay-progress.ts';
import type { RuntimeStatus } from '../../shared/app/console/runtime-status.ts';
import { addOrderOptions, type OrderOptions } from '../order-options.ts';
import { printResult } from '../print-result.ts';
import { startProgressBar } from '../progress-bar.ts';
import { historyLines, historyResult } from '../run-report.ts';
import { openDemoSource } from '../start/demo-source.ts';
import { greetingLines } from '../start/greeting.ts';
import { type HistorySource, openFileSource } from '../start/history-source.ts';
import { type LocalShop, openLocalShop } from '../start/local-shop.ts';
import { readPipelineFigures } from '../start/pipeline-figures.ts';
import { forgetServer, noteServer } from '../start/running-server.ts';

interface StartOptions extends OrderOptions {
  readonly orders?: string;
  readonly shop: string;
  readonly data: string;
  readonly port: number;
  readonly wire?: boolean;
  readonly exit?: boolean;
  readonly json?: boolean;
}

export function addStartCommand(program: Command): void {
  const command = program
    .command('start')
    .description('run the whole pipeline on this machine: a history at full speed, then open for business')
    .option('--orders <file>', 'order file to live through first; a made-up shop where not given')
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option(
      '--data <dir>',
      'folder that everything is kept in; start again with it and it goes on',
      '.perennial',
    )
    .option('--port <number>', 'port of the page and of POST /events', parsePort, 4000)
    .addOption(
      new Option('--speed <speed>', 'how fast the history is lived through')
        .choices(['max', 'real'])
        .default('max'),
    )
    .option('--wire', 'use DynamoDB Local (needs Java 17) and an SQS emulator through the AWS adapters')
    .option('--exit', 'stop at the end of the history and print what it came to')
    .option('--json', 'with --exit: print one JSON object');
  addOrderOptions(command).action(start);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('Give a number from 0 (any free port) to 65535.');
  return port;
}

async function start(options: StartOptions & { readonly speed: 'max' | 'real' }): Promise<void> {
  let status: RuntimeStatus = { phase: 'replaying', eventsDone: 0 };
  const shop = await openLocalShop({ ...options, wire: options.wire ?? false, status: () => status });
  const stopping = stopOnSignal();
  try {
    const progress = createReplayProgress(shop.parts.positions);
    const stored = await progress.load();
    const source =
      options.orders === undefined
        ? openDemoSource(Date.now(), stored?.source)
        : await openFileSource(options.orders, options);
    const server = options.exit ? undefined : await serveHttp(shop.runtime.http, { port: options.port });
    if (server !== undefined) {
      noteServer(options.data, server.port);
      process.stdout.write(`The page is at http://localhost:${server.port}\n`);
    }
    const bar = startProgressBar('Replaying history', !options.json);
    const history = {
      bus: shop.runtime.platform.bus(shopBus(shop)),
      history: await source.arrivals(),
      progress,
      signal: stopping.signal,
      onProgress: ({ eventsDone }: { readonly eventsDone: number }) => {
        const eventsTotal = source.eventsTotal();
        status = { phase: 'replaying', eventsDone, ...(eventsTotal !== undefined && { eventsTotal }) };
        bar.update(eventsDone, eventsTotal ?? eventsDone);
      },
    };
    let endsAt = shop.parts.clock.now();
    if (options.speed === 'real') {
      shop.runtime.startRealTime();
      await replayInRealTime({ ...history, clock: shop.parts.clock, source: `${source.name} in real time` });
    } else {
      const { until } = source;
      const target = { runtime: shop.runtime, table: shop.table, source: source.name };
      const end = await replayHistory({ ...history, ...target, ...(until !== undefined && { until }) });
      endsAt = end.at;
    }
    bar.stop();
    if (!stopping.signal.aborted) status = { phase: 'live' };
    if (server === undefined) await printFigures(shop, source, endsAt, options.json ?? false);
    else await openForBusiness(shop, source, server, stopping.signal);
  } finally {
    stopping.forget();
    forgetServer(options.data);
    await shop.runtime.stop();
  }
}

const shopBus = (shop: LocalShop): string =>
  shop.runtime.topology.buses.find(({ name }) => name !== 'default')?.name ?? 'default';

async function printFigures(
  shop: LocalShop,
  source: HistorySource,
  endsAt: number,
  asJson: boolean,
): Promise<void> {
  const figures = await readPipelineFigures(shop, endsAt);
  const result = { ...historyResult(figures, source), outcomes: figures.outcomes };
  printResult(result, historyLines(figures, source), asJson);
}

async function openForBusiness(
  shop: LocalShop,
  source: HistorySource,
  server: HttpServer,
  signal: AbortSignal,
): Promise<void> {
  if (!signal.aborted) {
    shop.runtime.startRealTime();
    process.stdout.write(`${greetingLines(shop, source, server.port).join('\n')}\n`);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }
  process.stdout.write('\nStopping. Start again and it goes on where it stands.\n');
  await server.close();
}

/** The first Ctrl-C finishes what is in hand; the second ends the process, which loses nothing either. */
function stopOnSignal(): { readonly signal: AbortSignal; readonly forget: () => void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    forget: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
