import type { CampaignRules } from '../../domain/campaign/campaign-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Table, Write } from '../../ports.ts';
import { CAMPAIGNS_REGISTERED_KEY, controlKey } from '../item-keys.ts';
import { formerControl } from './read-controls.ts';
import { controlItem, readStoredControls, type StoredControl } from './stored-control.ts';
import { triggerHash } from './trigger-hash.ts';

/** A renamed campaign takes two writes, and a transaction has 100 at most. */
const CAMPAIGNS_PER_TRANSACTION = 50;
const ATTEMPTS = 5;

/**
 * Notes from when on each campaign of the files holds: from the beginning for those that the shop begins with, else from now on
 * where it is new or its trigger has changed. A renamed one takes over what was on record. Done again it changes nothing. Throws
 * `CAMPAIGN.CONTENDED` (retryable) where others keep changing the same campaigns.
 */
export async function registerCampaigns(
  campaigns: readonly CampaignRules[],
  table: Table,
  clock: Clock,
): Promise<void> {
  const now = clock.now();
  const isFirst = (await table.get(CAMPAIGNS_REGISTERED_KEY, { consistent: true })) === undefined;
  await registerAll(campaigns, isFirst ? Number.NEGATIVE_INFINITY : now, now, table);
  // Last, so that who is killed before begins anew.
  const item = { ...CAMPAIGNS_REGISTERED_KEY, version: 1, body: { at: now } };
  if (isFirst) await table.transact([{ kind: 'put', condition: 'absent', item }]);
}

async function registerAll(
  campaigns: readonly CampaignRules[],
  since: Instant,
  now: Instant,
  table: Table,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await readStoredControls(table, { consistent: true });
    const registrations = campaigns
      .map((campaign) => registrationOf(campaign, campaigns, stored, since, now))
      .filter((writes) => writes.length > 0);
    if (registrations.length === 0) return;
    for (let start = 0; start < registrations.length; start += CAMPAIGNS_PER_TRANSACTION)
      // After a conflict, as with a pause at the same time, what is on record then is read anew.
      await table.transact(registrations.slice(start, start + CAMPAIGNS_PER_TRANSACTION).flat());
  }
  throw new PerennialError('CAMPAIGN.CONTENDED', {
    message: 'Others keep changing what is on record of the campaigns. Try again.',
    retryable: true,
  });
}

/** What is to be written of one campaign, `since` where it is new. */
function registrationOf(
  campaign: CampaignRules,
  campaigns: readonly CampaignRules[],
  stored: ReadonlyMap<string, StoredControl>,
  since: Instant,
  now: Instant,
): Write[] {
  const { name } = campaign;
  const hash = triggerHash(campaign.trigger);
  const own = stored.get(name);
  if (own !== undefined) {
    if (own.triggerHash === hash) return [];
    const item = controlItem({ ...own, since: now, triggerHash: hash, version: own.version + 1 });
    return [{ kind: 'put', item, condition: { version: own.version } }];
  }
  const former = formerControl(campaign, campaigns, stored);
  if (former === undefined) {
    const item = controlItem({ campaign: name, since, triggerHash: hash, halts: [], version: 1 });
    return [{ kind: 'put', item, condition: 'absent' }];
  }
  const item = controlItem({
    campaign: name,
    since: former.triggerHash === hash ? former.since : now,
    triggerHash: hash,
    halts: former.halts,
    version: 1,
  });
  return [
    { kind: 'put', item, condition: 'absent' },
    { kind: 'delete', key: controlKey(former.campaign), condition: { version: former.version } },
  ];
}
