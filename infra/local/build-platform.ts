import { PerennialError } from '../../shared/perennial-error.ts';
import type { Platform } from '../../shared/platform.ts';
import type { Bus } from '../../shared/ports.ts';
import { createLocalBus } from './bus/local-bus.ts';
import type { LocalParts } from './local-parts.ts';
import type { LocalQueues } from './local-queues.ts';
import { createLocalWebhooks } from './local-webhooks.ts';
import { withMailboxSimulator } from './simulated-mailbox.ts';
import type { LocalTopology } from './template/local-topology.ts';

/** The platform that the functions are wired on: the parts, with buses and queues named as the templates name them. */
export function buildPlatform(topology: LocalTopology, parts: LocalParts, queues: LocalQueues): Platform {
  const buses = new Map(
    topology.buses.map(({ name }) => [
      name,
      createLocalBus({
        rules: topology.rules.filter(({ busName }) => busName === name),
        queueByArn: queues.senderByArn,
        account: topology.account,
        region: topology.region,
      }),
    ]),
  );
  const busOf = (busName: string): Bus => {
    const bus = buses.get(busName);
    if (bus !== undefined) return bus;
    throw new PerennialError('LOCAL.BUS', { message: `There is no bus ${busName} in the templates.` });
  };
  return {
    clock: parts.clock,
    secrets: parts.secrets,
    table: (tableName) => parts.table(tableName),
    queue: queues.senderByUrl,
    bus: busOf,
    mailer: (configurationSet) =>
      withMailboxSimulator(parts.mailer(configurationSet), {
        bus: busOf('default'),
        clock: parts.clock,
        configurationSet,
      }),
    texter: () => parts.texter(),
    webhooks: () => createLocalWebhooks(parts.commit),
    shop: (bundleFile) => parts.shop(bundleFile),
  };
}
