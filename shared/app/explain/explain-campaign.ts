import type { CompiledCampaign } from '../../domain/campaign/compiled-campaign.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { CustomerState, Journey } from '../../domain/customer/customer-state.ts';
import type { Instant } from '../../domain/instant.ts';
import { claimSchema } from '../../domain/message/claim.ts';
import { nearestName } from '../../nearest-name.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Item, Table } from '../../ports.ts';
import { campaignHint } from '../campaign/campaign-hint.ts';
import { readCurrentRules } from '../current-rules.ts';
import { decodeJournalEntry } from '../decide/journal-document.ts';
import { decodeState } from '../decide/state-document.ts';
import { CLAIM_PREFIX, customerPartition, JOURNAL_PREFIX, stateKey } from '../item-keys.ts';
import { type CampaignDecision, campaignDecisions } from './campaign-decisions.ts';
import { type CampaignProspect, whyNotNow } from './why-not-now.ts';

/** Why one customer did or did not get one campaign. */
export interface CampaignExplanation {
  readonly customerId: string;
  readonly campaign: string;
  readonly description?: string;
  /** The instant that `prospect` speaks of. */
  readonly asOf: Instant;
  /** The newest last. */
  readonly decisions: readonly CampaignDecision[];
  /** Under way. */
  readonly journeys: readonly Journey[];
  /** How an entry would stand now. */
  readonly prospect: CampaignProspect;
}

/** Reads a customer's whole journal. Throws `CONSOLE.UNKNOWN_CUSTOMER` and `CAMPAIGN.UNKNOWN`. */
export async function explainCampaign(
  table: Table,
  customerId: string,
  name: string,
  { rules: files, clock }: { readonly rules: CompiledRules; readonly clock: Clock },
): Promise<CampaignExplanation> {
  const campaign = findCampaign(name, files);
  const [stateItem, journalItems, claimItems, { rules }] = await Promise.all([
    table.get(stateKey(customerId)),
    queryAll(table, customerPartition(customerId), JOURNAL_PREFIX),
    queryAll(table, customerPartition(customerId), CLAIM_PREFIX),
    readCurrentRules(files, table),
  ]);
  if (stateItem === undefined)
    throw new PerennialError('CONSOLE.UNKNOWN_CUSTOMER', {
      message: 'No customer has this id. Ids are compared letter by letter, as the shop sent them.',
    });
  const state = decodeState(customerId, stateItem.body);
  const journal = journalItems
    .map((item) => decodeJournalEntry(customerId, item.sk.slice(JOURNAL_PREFIX.length), item.body))
    .sort((one, other) => one.stateVersion - other.stateVersion || one.place - other.place);
  const claims = claimItems
    .map(({ body }) => claimSchema.parse(body))
    .sort((one, other) => one.claimedAt - other.claimedAt);
  const asOf = asOfWhen(state, stateItem, clock);
  const names = [campaign.name, ...campaign.formerNames];
  const { description } = campaign;
  return {
    customerId,
    campaign: campaign.name,
    ...(description !== undefined && { description }),
    asOf,
    decisions: campaignDecisions(campaign, journal, claims),
    journeys: state.journeys.filter((journey) => names.includes(journey.campaign)),
    prospect: whyNotNow(state, campaign, rules, asOf),
  };
}

/** Now, unless the customer is due and what is stored of them no longer holds: then when it did. */
function asOfWhen(state: CustomerState, { due }: Item, clock: Clock): Instant {
  const now = Math.max(clock.now(), state.asOf);
  return due !== undefined && due.at <= now ? state.asOf : now;
}

function findCampaign(name: string, rules: CompiledRules): CompiledCampaign {
  const campaign = rules.campaignsByName.get(name);
  if (campaign !== undefined) return campaign;
  const names = rules.compiledCampaigns.map((one) => one.name);
  const nearest = nearestName(name, names);
  throw new PerennialError('CAMPAIGN.UNKNOWN', {
    message: `There is no campaign "${name}". ${campaignHint(name, names)}`,
    details: { campaign: name, ...(nearest !== undefined && { nearest }) },
  });
}

async function queryAll(table: Table, pk: string, prefix: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query(pk, { prefix, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
