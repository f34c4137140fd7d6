import { join } from 'node:path';
import { synthesize } from '../../infra/aws/synthesize.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../infra/local/embedded-platform.ts';
import { createConsoleRoutes } from '../../infra/local/http/console-routes.ts';
import { createDefinitionLoader } from '../../infra/local/load-definition.ts';
import { createLocalClock } from '../../infra/local/local-clock.ts';
import { type LocalRuntime, startRuntime } from '../../infra/local/local-runtime.ts';
import { clockOffset } from '../../infra/local/replay/clock-offset.ts';
import type { LocalTopology } from '../../infra/local/template/local-topology.ts';
import { readTopology } from '../../infra/local/template/read-topology.ts';
import { parseTemplate } from '../../infra/local/template/stack-template.ts';
import { receiveText } from '../../infra/local/topic/receive-text.ts';
import { openWireParts } from '../../infra/local/wire/wire-platform.ts';
import type { RuntimeStatus } from '../../shared/app/console/runtime-status.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import type { ShopBundle } from '../../shared/config/shop-bundle.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import type { Table } from '../../shared/ports.ts';
import { LINK_SECRET_LABEL } from '../privacy/stored-link-secret.ts';
import { localSettings } from './local-settings.ts';

export interface LocalShopOptions {
  readonly shop: string;
  readonly data: string;
  readonly port: number;
  /** DynamoDB Local and an SQS emulator through the AWS adapters, instead of SQLite. */
  readonly wire: boolean;
  readonly status: () => RuntimeStatus;
}

/** A shop at work on this machine: the deployed wiring, one process, and the page mounted on its HTTP server. */
export interface LocalShop {
  readonly runtime: LocalRuntime;
  readonly parts: EmbeddedParts;
  readonly table: Table;
  readonly bundle: ShopBundle;
  /** What a caller of `POST /events` must send. */
  readonly apiKey: string;
}

const FUNCTIONS_FOLDER = join(import.meta.dirname, '..', '..', 'functions');

/** Loads the shop, synthesizes the stacks and wires the runtime from them; nothing moves yet. Throws what `loadShop` and the parts throw. */
export async function openLocalShop(options: LocalShopOptions): Promise<LocalShop> {
  const bundle = await loadShop(options.shop);
  const stacks = synthesize({ settings: localSettings, code: 'placeholder' });
  const topology = readTopology(
    Object.entries(stacks).map(([name, template]) => parseTemplate(name, template)),
    { apiEndpoint: `http://localhost:${options.port}` },
  );
  const open = options.wire ? openWireParts : openEmbeddedParts;
  const parts = await open({
    topology,
    clock: createLocalClock(),
    shop: async () => bundle,
    directory: options.data,
    environment: process.env,
  });
  // Functions are wired by the shop's own time: a new campaign holds from now on there.
  parts.clock.follow(await clockOffset(parts.positions));
  const runtime = await startRuntime({
    topology,
    parts,
    loadDefinition: createDefinitionLoader(FUNCTIONS_FOLDER),
    ...(options.wire && { concurrency: WIRE_CONCURRENCY }),
  });
  const table = parts.table(tableName(topology));
  runtime.http.route(
    '/',
    createConsoleRoutes({
      table,
      mailbox: parts.mailbox,
      clock: parts.clock,
      rules: bundle.rules,
      templates: bundle.templates,
      status: options.status,
      calibrate: () => runtime.invoke('calibrate', {}),
      receiveText: (from, body) => receiveText(runtime.publish, from, body),
      privacy: {
        secret: await linkSecret(topology, parts),
        whileStill: runtime.whileStill,
        ...(parts.traces !== undefined && { traces: parts.traces }),
      },
    }),
  );
  return { runtime, parts, table, bundle, apiKey: await apiKey(topology, parts) };
}

/** Over the wire a handler waits for the network most of the time. */
const WIRE_CONCURRENCY = 1;

const tableName = (topology: LocalTopology): string => topology.tables[0]?.name ?? '';

/** Under which addresses and ids of those are hashed who were erased. */
const linkSecret = async (topology: LocalTopology, parts: EmbeddedParts): Promise<string> =>
  await parts.secrets.get(topology.secrets.find(({ label }) => label === LINK_SECRET_LABEL)?.name ?? '');

async function apiKey(topology: LocalTopology, parts: EmbeddedParts): Promise<string> {
  const secret = topology.functions.find(({ file }) => file === 'ingest')?.environment.API_KEY_SECRET;
  if (secret === undefined)
    throw new PerennialError('LOCAL.TEMPLATE', {
      message: 'The template gives the function "ingest" no API_KEY_SECRET.',
    });
  return await parts.secrets.get(secret);
}
