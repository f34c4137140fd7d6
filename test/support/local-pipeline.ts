import { openEmbeddedParts } from '../../infra/local/embedded-platform.ts';
import { createDefinitionLoader } from '../../infra/local/load-definition.ts';
import { createLocalClock } from '../../infra/local/local-clock.ts';
import { startRuntime } from '../../infra/local/local-runtime.ts';
import { decodeState } from '../../shared/app/decide/state-document.ts';
import { customerOfPartition } from '../../shared/app/item-keys.ts';
import { readAllStates } from '../../shared/app/read-all-states.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import type { CustomerState } from '../../shared/domain/customer/customer-state.ts';
import { realTopology } from '../infra/local/support/real-topology.ts';
import { ROOT } from './run-perennial.ts';

/** The real functions and the example shop over SQLite in memory. Nothing moves until it is drained. */
export async function openLocalPipeline() {
  const topology = realTopology();
  const shop = await loadShop(`${ROOT}/shop`);
  const log: string[] = [];
  const parts = openEmbeddedParts({
    topology,
    clock: createLocalClock(),
    shop: async () => shop,
    environment: {},
  });
  const runtime = await startRuntime({
    topology,
    parts,
    log: (line) => log.push(line),
    loadDefinition: createDefinitionLoader(`${ROOT}/functions`),
  });
  const ingest = topology.functions.find(({ file }) => file === 'ingest');
  const queueOf = (ending: string) => {
    const queue = topology.queues.find(({ name }) => name.endsWith(ending));
    if (queue === undefined) throw new Error(`The templates have no queue whose name ends in ${ending}.`);
    return queue;
  };
  const table = parts.table(topology.tables[0]?.name ?? '');
  const states = async (): Promise<CustomerState[]> => {
    const all: CustomerState[] = [];
    for await (const { pk, body } of readAllStates(table))
      all.push(decodeState(customerOfPartition(pk) ?? '', body));
    return all;
  };
  return {
    runtime,
    log,
    apiKey: await parts.secrets.get(ingest?.environment.API_KEY_SECRET ?? ''),
    states,
    table,
    /** The queue whose name ends so: its sending side, and its messages. */
    queue: (ending: string) => ({
      send: (...bodies: string[]) =>
        runtime.platform.queue(queueOf(ending).url).send(bodies.map((body) => ({ body }))),
      receive: () => parts.queues.receive(`https://queue.invalid/${queueOf(ending).name}`, 10),
    }),
    [Symbol.asyncDispose]: () => runtime.stop(),
  };
}
