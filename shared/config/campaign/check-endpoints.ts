import { nearestName } from '../../nearest-name.ts';
import type { CampaignContext } from './campaign-context.ts';
import { stepPlaces } from './step-places.ts';

/** Webhook steps name endpoints that there are. A shop without endpoints.yaml has its own way from the bus. */
export function checkEndpoints({ value, yaml, problems, endpoints }: CampaignContext): void {
  if (endpoints === undefined) return;
  for (const { step, path } of stepPlaces(value.steps)) {
    if (step.kind !== 'webhook' || endpoints.includes(step.endpoint)) continue;
    const has = endpoints.length === 0 ? 'it has none' : `it has ${endpoints.join(', ')}`;
    const message = `endpoints.yaml has no endpoint "${step.endpoint}"; ${has}`;
    problems.addAt(yaml, [...path, 'endpoint'], message, nearestName(step.endpoint, endpoints));
  }
}
