import type { Command } from 'commander';
import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { rejectRow } from '../orders/order-row.ts';
import { alignColumns, printResult } from '../print-result.ts';
import { RejectedRows } from '../rejected-rows.ts';
import { runningServer } from '../start/running-server.ts';
import { importText } from './import-text.ts';
import { postEvents } from './post-events.ts';
import { readPinpoint } from './read-pinpoint.ts';
import { storedApiKey } from './stored-api-key.ts';

interface Options {
  readonly data: string;
  readonly url?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const EVENTS_PER_REQUEST = 100;

/** Adds `import pinpoint`: each endpoint becomes a `customer.updated` event of the running shop. */
export function addPinpointImport(parent: Command): void {
  parent
    .command('pinpoint')
    .argument('<files...>', 'files of an export job: JSON lines or CSV, as they are or packed by gzip (.gz)')
    .description(
      'bring over endpoints of Amazon Pinpoint: contacts, languages, zones, attributes and consents',
    )
    .option('--data <dir>', 'folder of the shop that runs on this machine', '.perennial')
    .option(
      '--url <url>',
      'HTTP API of a deployed shop, instead of a folder; the key stands in PERENNIAL_API_KEY',
    )
    .option('--dry-run', 'say what would be brought over, and bring over nothing')
    .option('--json', 'print one JSON object')
    .action(async (files: readonly string[], options: Options) => {
      const endpoint = options.dryRun === true ? undefined : endpointOf(options);
      const results = [];
      for (const file of files) results.push(await importFile(file, endpoint));
      const counts = results.map(({ lines: _, ...result }) => result);
      printResult(
        { files: counts, dryRun: endpoint === undefined },
        results.flatMap(({ lines }) => lines),
        options.json ?? false,
      );
      if (results.every(({ events }) => events === 0)) process.exitCode = 1;
    });
}

/** Throws `CLI.NOT_RUNNING`, `CLI.NO_SECRET`. */
function endpointOf({ data, url }: Options): Parameters<typeof postEvents>[1] {
  if (url !== undefined) {
    const apiKey = process.env.PERENNIAL_API_KEY;
    if (apiKey !== undefined) return { url: url.replace(/\/+$/, ''), apiKey };
    throw new PerennialError('CLI.NO_SECRET', {
      message: 'With --url, give the API key of the shop in PERENNIAL_API_KEY.',
    });
  }
  const server = runningServer(data);
  if (server !== undefined) return { url: server, apiKey: storedApiKey(data) };
  throw new PerennialError('CLI.NOT_RUNNING', {
    message: `No shop runs over ${data}. Start it with npm start, or name a deployed one with --url.`,
  });
}

async function importFile(file: string, endpoint: Parameters<typeof postEvents>[1] | undefined) {
  const rejected = new RejectedRows(file, false);
  const counts = { events: 0, email: 0, sms: 0, granted: 0, withdrawn: 0 };
  let batch: { readonly event: ShopEvent; readonly place: number }[] = [];
  let place = 0;
  const flush = async () => {
    if (endpoint !== undefined && batch.length > 0) {
      const answers = await postEvents(
        batch.map(({ event }) => event),
        endpoint,
      );
      answers.forEach((problem, index) => {
        if (problem === undefined) return;
        rejected.add(rejectRow(batch[index]?.place ?? 0, 'refused', problem));
        counts.events -= 1;
      });
    }
    batch = [];
  };
  for await (const row of readPinpoint(importText(file), Date.now())) {
    place += 1;
    if (row.kind === 'rejected') {
      rejected.add(row);
      continue;
    }
    count(row.event, counts);
    batch.push({ event: row.event, place });
    if (batch.length === EVENTS_PER_REQUEST) await flush();
  }
  await flush();
  const { count: rejections, byReason, first } = rejected;
  const told = endpoint === undefined ? 'would be brought over' : 'brought over';
  const lines = [
    `${file}: ${counts.events} endpoints ${told}`,
    ...alignColumns(Object.entries(counts).filter(([name]) => name !== 'events')),
    ...rejected.lines(),
  ];
  return { file, ...counts, rejected: { count: rejections, byReason, first }, lines };
}

function count(
  event: ShopEvent,
  counts: Record<'events' | 'email' | 'sms' | 'granted' | 'withdrawn', number>,
) {
  if (event.type !== 'customer.updated') return;
  counts.events += 1;
  if (event.data.contact?.email != null) counts.email += 1;
  if (event.data.contact?.phone != null) counts.sms += 1;
  for (const { status } of event.data.consents ?? []) if (status !== 'pending') counts[status] += 1;
}
