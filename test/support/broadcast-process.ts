/**
 * A process for tests to kill: `broadcast-process.ts FOLDER SETUP OCCURRENCE`. It puts the real functions to work on the data in the
 * folder until the broadcast of the campaign `sale` and all that follows from it is through, and then ends. SETUP is a file:
 * the topology, the shop, and how far its clock is from the wall clock.
 */
import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { openEmbeddedParts } from '../../infra/local/embedded-platform.ts';
import { createDefinitionLoader } from '../../infra/local/load-definition.ts';
import { createLocalClock } from '../../infra/local/local-clock.ts';
import { startRuntime } from '../../infra/local/local-runtime.ts';
import { readRun } from '../../shared/app/broadcast/broadcast-run.ts';
import { broadcastRunKey } from '../../shared/app/item-keys.ts';

const POLL_MS = 25;
const [, , directory = '', setup = '', occurrence = ''] = process.argv;
const { topology, shop, offsetMs } = JSON.parse(readFileSync(setup, 'utf8'));

const parts = openEmbeddedParts({
  topology,
  clock: createLocalClock({ offsetMs }),
  directory,
  environment: {},
  shop: async () => shop,
});
const runtime = await startRuntime({
  topology,
  parts,
  loadDefinition: createDefinitionLoader(`${import.meta.dirname}/../../functions`),
});
const table = runtime.platform.table(topology.tables[0].name);

/** Customers reached so far; undefined before the broadcast starts. */
async function readSale() {
  const name = { campaign: 'sale', occurrence };
  const item = await table.get(broadcastRunKey(name.campaign, occurrence));
  return item && readRun(name, item);
}

async function waitingMessages(): Promise<number> {
  const working = Object.entries(await runtime.counts()).filter(([name]) => !name.endsWith('-dlq'));
  return working.reduce((sum, [, { visible, inFlight }]) => sum + visible + inFlight, 0);
}

const ticked = (await readSale())?.ticked ?? 0;
writeSync(1, `${JSON.stringify({ ticked, waiting: await waitingMessages() })}\n`);
runtime.startRealTime();
for (;;) {
  await runtime.invoke('broadcast', {});
  await wait(POLL_MS);
  if ((await readSale())?.status === 'done' && (await waitingMessages()) === 0) break;
}
// What the streams still hold is relayed, and what follows from it done.
await runtime.drain();
await runtime.stop();
writeSync(1, 'done\n');
