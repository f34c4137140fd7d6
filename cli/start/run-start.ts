import { findFreePort } from '../../infra/local/http/find-free-port.ts';
import { type HttpServer, serveHttp } from '../../infra/local/http/serve-http.ts';
import { createReplayProgress } from '../../infra/local/replay/replay-progress.ts';
import type { RuntimeStatus } from '../../shared/app/console/runtime-status.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { makeFolder } from '../make-folder.ts';
import type { OrderOptions } from '../order-options.ts';
import { printResult } from '../print-result.ts';
import { historyLines, historyResult } from '../run-report.ts';
import { openDemoSource } from './demo-source.ts';
import { greetingLines } from './greeting.ts';
import { type HistorySource, openFileSource } from './history-source.ts';
import { liveThrough } from './live-through.ts';
import { type LocalShop, openLocalShop } from './local-shop.ts';
import { readPipelineFigures } from './pipeline-figures.ts';
import { forgetServer, noteServer } from './running-server.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** As the command line gives them. */
export interface StartOptions extends OrderOptions {
  readonly orders?: string;
  /** Of the made-up shop. */
  readonly customers?: number;
  readonly shop: string;
  readonly data: string;
  readonly port: number;
  readonly wire?: boolean;
  readonly exit?: boolean;
  readonly json?: boolean;
  readonly speed: 'max' | 'real';
}

/** Lives through a history, and then prints what it came to or stays open for business until a signal. */
export async function runStart(options: StartOptions): Promise<void> {
  const fileSource = options.orders === undefined ? undefined : await openFileSource(options.orders, options);
  makeFolder(options.data, '--data');
  // Links in mails name the port, so it is chosen before anything is put together.
  const port = options.port === 0 ? await findFreePort() : options.port;
  let status: RuntimeStatus = { phase: 'replaying', eventsDone: 0 };
  const wire = options.wire ?? false;
  const shop = await openLocalShop({ ...options, port, wire, status: () => status });
  const stopping = stopOnSignal();
  try {
    const progress = createReplayProgress(shop.parts.positions);
    const source =
      fileSource ??
      openDemoSource({
        now: Date.now(),
        storedName: (await progress.load())?.source,
        customers: options.customers,
        until: options.until,
      });
    const server = options.exit ? undefined : await serveHttp(shop.runtime.http, { port });
    if (server !== undefined) {
      noteServer(options.data, server.port);
      process.stdout.write(`The page is at http://localhost:${server.port}\n`);
    }
    const endsAt = await liveThrough(shop, source, {
      speed: options.speed,
      progress,
      signal: stopping.signal,
      showsProgress: !options.json,
      onProgress: (eventsDone, eventsTotal) => {
        status = { phase: 'replaying', eventsDone, ...(eventsTotal !== undefined && { eventsTotal }) };
      },
    });
    if (!stopping.signal.aborted) status = { phase: 'live' };
    if (server !== undefined) {
      if (options.speed === 'max' && !stopping.signal.aborted) shop.runtime.startRealTime();
      await openForBusiness(shop, source, server, stopping.signal);
    } else if (stopping.signal.aborted) throw stoppedEarly(options.data);
    else await printFigures(shop, source, endsAt, options.json ?? false);
  } finally {
    stopping.forget();
    forgetServer(options.data);
    await shop.runtime.stop();
  }
}

const stoppedEarly = (data: string): PerennialError =>
  new PerennialError('CLI.STOPPED', {
    message: `Stopped before the end of the history. Start again with --data ${data} and it goes on where it stands.`,
  });

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
    process.stdout.write(`${greetingLines(shop, source, server.port).join('\n')}\n`);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }
  process.stdout.write('\nStopping. Start again and it goes on where it stands.\n');
  await server.close();
}
