import type { Command } from 'commander';
import { PerennialError } from '../../shared/perennial-error.ts';
import { printResult } from '../print-result.ts';
import { runningServer } from '../start/running-server.ts';
import { importPinpointFile } from './import-pinpoint-file.ts';
import type { postEvents } from './post-events.ts';
import { storedApiKey } from './stored-api-key.ts';

interface Options {
  readonly data: string;
  readonly url?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

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
      for (const file of files) results.push(await importPinpointFile(file, endpoint));
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
