import type { CampaignRules } from '../../domain/campaign/campaign-rules.ts';
import { DEFAULT_DELIVERY } from '../../domain/delivery-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  type CampaignMail,
  type Exceedance,
  judgeReputation,
} from '../../domain/reputation/judge-reputation.ts';
import { nextStretch } from '../../domain/reputation/mail-tally.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Clock, Table } from '../../ports.ts';
import { type ShopFact, shopFactItem } from '../calibrate/shop-fact.ts';
import { controlCampaign } from '../campaign/control-campaign.ts';
import { readStoredControls, type StoredControl } from '../campaign/stored-control.ts';
import { REPUTATION_KEY } from '../item-keys.ts';
import { type MailWindow, readAllMail, readCampaignMail } from './read-mail.ts';
import {
  isTrouble,
  type ReputationStanding,
  readReputation,
  type StoredStanding,
} from './reputation-standing.ts';

interface GuardDeps {
  readonly table: Table;
  readonly clock: Clock;
  readonly rules: Pick<Rules, 'campaigns' | 'delivery'>;
}

export interface GuardRun {
  /** What this run paused. */
  readonly paused: readonly { readonly campaign: string; readonly because: Exceedance }[];
  readonly standing: ReputationStanding;
}

const HOUR_MS = 3_600_000;

/**
 * Judges the bounces and complaints of the latest mails, pauses the promotional campaigns that are over a threshold as a person would,
 * and states what it finds. Run again, or twice at a time, it changes nothing more. While nothing came back it reads a handful of
 * counters. Throws a ZodError for an item of another shape.
 */
export async function guardReputation(deps: GuardDeps): Promise<GuardRun> {
  const { table, clock, rules } = deps;
  const { reputation } = rules.delivery ?? DEFAULT_DELIVERY;
  const now = clock.now();
  const window = { since: nextStretch(now - reputation.windowHours * HOUR_MS), until: now + 1 };
  const [known, mail] = await Promise.all([readReputation(table), readAllMail(window, table)]);
  if (mail.bounced + mail.complained === 0 && !isTrouble(known.standing))
    return { paused: [], standing: known.standing };

  const controls = await readStoredControls(table, { consistent: true });
  const campaigns = await readRunning(rules.campaigns, controls, window, table);
  const judgement = judgeReputation(mail, campaigns, reputation);
  const paused: { readonly campaign: string; readonly because: Exceedance }[] = [];
  for (const { campaign, over, isToPause } of judgement.campaigns) {
    const control = controls.get(campaign);
    if (!isToPause || control === undefined) continue;
    const [because] = over;
    const { isNew } = await controlCampaign(deps, campaign, 'pause', {
      halt: { by: 'guard', because },
      version: control.version,
    });
    if (isNew) paused.push({ campaign, because });
  }
  const standing = {
    mail,
    shop: judgement.shop,
    campaigns: judgement.campaigns
      .filter(({ isToPause }) => !isToPause)
      .map(({ campaign, over }) => ({ campaign, over })),
    paused: [
      ...[...controls.values()].filter(isPausedByGuard).map(({ campaign }) => campaign),
      ...paused.map(({ campaign }) => campaign),
    ].toSorted(),
  };
  await note(standing, known, now, table);
  return { paused, standing };
}

const isPausedByGuard = ({ halts }: StoredControl): boolean => {
  const last = halts.at(-1);
  return last !== undefined && last.to === undefined && last.kind === 'paused' && last.by === 'guard';
};

/** What the campaigns sent that run, each since people last let it go on: they know what was before. */
async function readRunning(
  campaigns: readonly CampaignRules[],
  controls: ReadonlyMap<string, StoredControl>,
  window: MailWindow,
  table: Table,
): Promise<readonly CampaignMail[]> {
  const running = campaigns.flatMap(({ name, formerNames, purpose }) => {
    const control = controls.get(name);
    const last = control?.halts.at(-1);
    if (last !== undefined && last.to === undefined) return [];
    const since = Math.max(window.since, nextStretch(last?.to ?? 0));
    return [{ name, names: [name, ...formerNames], isPromotional: purpose === 'promotional', since }];
  });
  return await Promise.all(
    running.map(async ({ name, names, isPromotional, since }) => ({
      campaign: name,
      isPromotional,
      tally: await readCampaignMail(names, { ...window, since }, table),
    })),
  );
}

/** Writes down what was found where it is news, and states what was not over before. Where another run was faster, that one does. */
async function note(
  standing: ReputationStanding,
  { standing: before, version }: StoredStanding,
  now: Instant,
  table: Table,
): Promise<void> {
  if (JSON.stringify(standing) === JSON.stringify(before)) return;
  const facts = newlyOver(standing, before).map(
    (fact): ShopFact => ({ kind: 'reputation.exceeded', at: now, ...fact }),
  );
  const item = { ...REPUTATION_KEY, version: version + 1, body: standing };
  await table.transact([
    { kind: 'put', item, condition: version === 0 ? 'absent' : { version } },
    ...facts.map((fact) => ({ kind: 'put', item: shopFactItem(fact), condition: 'none' }) as const),
  ]);
}

type Stated = Exceedance & { readonly campaign?: string };

function newlyOver(standing: ReputationStanding, before: ReputationStanding): readonly Stated[] {
  const known = new Set(statedOf(before).map(nameOf));
  return statedOf(standing).filter((stated) => !known.has(nameOf(stated)));
}

const statedOf = ({ shop, campaigns }: ReputationStanding): readonly Stated[] => [
  ...shop,
  ...campaigns.flatMap(({ campaign, over }) => over.map((exceedance) => ({ ...exceedance, campaign }))),
];

const nameOf = ({ campaign = '', rate }: Stated): string => `${campaign}#${rate}`;
