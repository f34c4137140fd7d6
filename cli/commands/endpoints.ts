import { type Command, InvalidArgumentError } from 'commander';
import * as z from 'zod';
import { enableEndpoint } from '../../shared/app/webhook/enable-endpoint.ts';
import {
  type EndpointStanding,
  endpointStandingSchema,
  listEndpoints,
} from '../../shared/app/webhook/list-endpoints.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import type { EndpointRules } from '../../shared/domain/webhook/endpoint-rules.ts';
import {
  addTargetOptions,
  type CampaignTarget,
  inDataFolder,
  onDeployedTable,
} from '../campaign/campaign-target.ts';
import { enabledLine, endpointLines } from '../endpoint/endpoint-lines.ts';
import { printResult } from '../print-result.ts';
import { askServer } from '../start/ask-server.ts';

interface EndpointsOptions extends CampaignTarget {
  readonly shop: string;
}

const listSchema = z.object({ endpoints: z.array(endpointStandingSchema).readonly() });

export function addEndpointsCommand(program: Command): void {
  const command = program
    .command('endpoints')
    .argument('[action]', 'enable', onlyEnable)
    .argument('[name]', 'the endpoint to let be called again')
    .description('list the endpoints that webhooks go to and whether they are called, or enable one')
    .option('--shop <dir>', "folder of the shop's files", 'shop');
  addTargetOptions(command).action(
    async (action: 'enable' | undefined, name: string | undefined, options: EndpointsOptions) => {
      if (action === undefined) {
        const endpoints = await readStandings(options);
        printResult({ endpoints }, endpointLines(endpoints), options.json ?? false);
        return;
      }
      if (name === undefined) return command.error("error: missing required argument 'name'");
      const enabled = await enable(options, name);
      printResult(enabled, [enabledLine(enabled)], options.json ?? false);
    },
  );
}

function onlyEnable(text: string): 'enable' {
  if (text === 'enable') return text;
  throw new InvalidArgumentError('Write "enable" and the name of an endpoint, or nothing for the list.');
}

const endpointsOf = async (shop: string): Promise<readonly EndpointRules[]> =>
  (await loadShop(shop, { templates: false })).rules.endpoints ?? [];

async function readStandings({ data, table, shop }: EndpointsOptions): Promise<readonly EndpointStanding[]> {
  if (table !== undefined)
    return await onDeployedTable(table, async (deployed) => listEndpoints(deployed, await endpointsOf(shop)));
  const answer = await askServer(data, '/api/endpoints', listSchema);
  if (answer !== undefined) return answer.endpoints;
  return await inDataFolder(data, async (local) => listEndpoints(local, await endpointsOf(shop)));
}

async function enable({ data, table, shop }: EndpointsOptions, name: string): Promise<EndpointStanding> {
  if (table !== undefined)
    return await onDeployedTable(table, async (deployed, clock) =>
      enableEndpoint({ table: deployed, clock, endpoints: await endpointsOf(shop) }, name),
    );
  const answer = await askServer(
    data,
    `/api/endpoints/${encodeURIComponent(name)}/enable`,
    endpointStandingSchema,
    {},
  );
  if (answer !== undefined) return answer;
  return await inDataFolder(data, async (local, clock) =>
    enableEndpoint({ table: local, clock, endpoints: await endpointsOf(shop) }, name),
  );
}
