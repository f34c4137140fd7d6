import { seededRandom } from '../../cli/demo-shop/seeded-random.ts';
import { registerCampaigns } from '../../shared/app/campaign/register-campaigns.ts';
import { encodeJournalEntry } from '../../shared/app/decide/journal-document.ts';
import { claimKey, journalKey } from '../../shared/app/item-keys.ts';
import { foldReport } from '../../shared/app/report/fold-report.ts';
import type { CompiledRules } from '../../shared/domain/compiled-rules.ts';
import type { Fact } from '../../shared/domain/customer/fact.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';
import type { Change, Clock, Item, Table } from '../../shared/ports.ts';
import { clockAt } from './fake-ports.ts';
import { memoryTable } from './memory-table.ts';
import { campaign, rulesWith, sendStep } from './rules.ts';

/** A shop whose campaigns have run for forty days. */
export interface SeededCampaigns {
  readonly table: Table;
  readonly rules: CompiledRules;
  readonly now: number;
  readonly clock: Clock;
}

const START = Date.UTC(2026, 0, 5, 10);
const DAYS = 40;
const HOUR_MS = DAY_MS / 24;
const CAMPAIGN = 'win-back';
const OCCURRENCE = '2026-01-05T10:00:00Z';

/** Counts what `customers` customers did in a campaign that works: 12 % of those held out buy, 20 % of the others. */
export async function seedCampaigns(customers = 3_000): Promise<SeededCampaigns> {
  const table = memoryTable();
  const random = seededRandom(4);
  const changes: Change[] = [];
  for (let number = 1; number <= customers; number += 1) {
    const customerId = `c-${number}`;
    const at = START + Math.floor(random.uniform() * DAYS) * DAY_MS;
    const facts = factsOf(at, random);
    changes.push(inserted(entryOf(customerId, facts), changes.length));
    if (facts.some(({ kind }) => kind === 'message.requested'))
      changes.push(inserted(claimOf(customerId, at + HOUR_MS, number), changes.length));
  }
  await foldReport('shard', changes, table);
  const rules = rulesOf();
  await registerCampaigns(rules.campaigns, table, { now: () => START });
  const now = START + DAYS * DAY_MS;
  return { table, rules, now, clock: clockAt(now) };
}

function factsOf(at: number, random: ReturnType<typeof seededRandom>): readonly Fact[] {
  const entry = { at, campaign: CAMPAIGN, occurrence: OCCURRENCE };
  const message = { ...entry, step: 'first', channel: 'email' } as const;
  const isHeldOut = random.chance(0.1);
  const variant = random.chance(0.5) ? 'story' : 'offer';
  const arm = isHeldOut ? 'holdout' : variant;
  const facts: Fact[] = [
    isHeldOut
      ? { ...entry, kind: 'campaign.held-out', group: 'holdout' }
      : { ...entry, kind: 'campaign.entered', variant },
  ];
  if (!isHeldOut) {
    if (random.chance(0.1)) facts.push({ ...message, kind: 'message.suppressed', reason: 'no-consent' });
    else
      facts.push({
        ...message,
        kind: 'message.requested',
        template: 'win-back',
        isPromotional: true,
        variant,
        expiresAt: at + 3 * DAY_MS,
      });
    if (random.chance(0.05))
      facts.push({ ...message, kind: 'message.deferred', reason: 'quiet', until: at + HOUR_MS });
    if (random.chance(0.4)) facts.push({ ...message, kind: 'message.engaged', engagement: 'opened' });
    if (random.chance(0.1)) facts.push({ ...message, kind: 'message.engaged', engagement: 'clicked' });
    facts.push({ ...entry, kind: 'campaign.exited', reason: random.chance(0.8) ? 'finished' : 'exit-event' });
  }
  if (random.chance(0.05)) facts.push({ ...entry, kind: 'campaign.refused', reason: 're-entry', why: {} });
  if (!random.chance(isHeldOut ? 0.12 : 0.2)) return facts;
  const valueMinor = random.integer(1_000, 9_000);
  const bought = { ...entry, at: at + 2 * DAY_MS, orderId: 'o', valueMinor };
  facts.push({ ...bought, kind: 'campaign.converted', arm, earlierOrders: 0, earlierMinor: 0 });
  if (!isHeldOut) facts.push({ ...bought, kind: 'order.attributed', step: 'first', touch: 'send', variant });
  return facts;
}

const itemOf = (key: { pk: string; sk: string }, body: unknown): Item =>
  JSON.parse(JSON.stringify({ ...key, version: 1, body }));

const entryOf = (customerId: string, facts: readonly Fact[]): Item =>
  itemOf(
    journalKey(customerId, 'tick'),
    encodeJournalEntry({
      customerId,
      input: { kind: 'tick', id: 'tick' },
      decidedAt: facts[0]?.at ?? START,
      stateVersion: 1,
      place: 0,
      rulesVersion: 'r',
      calibration: 0,
      facts,
    }),
  );

const claimOf = (customerId: string, at: number, number: number): Item =>
  itemOf(claimKey(customerId, CAMPAIGN, 'first', OCCURRENCE), {
    status: number % 97 === 0 ? 'expired' : 'sent',
    campaign: CAMPAIGN,
    step: 'first',
    occurrence: OCCURRENCE,
    channel: 'email',
    template: 'win-back',
    claimant: 'seed',
    claimedAt: at,
    settledAt: at,
  });

const inserted = (after: Item, position: number): Change => ({
  sequence: String(position + 1),
  kind: 'insert',
  key: { pk: after.pk, sk: after.sk },
  after,
});

const rulesOf = (): CompiledRules =>
  rulesWith({
    sending: { ...rulesWith().sending, costs: { email: 0.002, sms: 0.05 } },
    campaigns: [
      campaign({
        name: CAMPAIGN,
        description: 'Brings back those who have stopped buying',
        trigger: { kind: 'enters', what: 'stage', name: 'lapsed' },
        audience: 'tier == "mid"',
        exitWhen: 'stage != "lapsed"',
        exitOn: [{ event: 'order.placed', when: 'event.total > 0' }],
        reentry: { kind: 'once' },
        holdoutPercent: 10,
        variants: [
          { name: 'story', percent: 50 },
          { name: 'offer', percent: 50 },
        ],
        conversionDays: 14,
        steps: [sendStep({ name: 'first', template: 'win-back' })],
      }),
      campaign({
        name: 'birthday',
        description: 'Wishes a happy birthday',
        trigger: {
          kind: 'anniversary',
          of: { kind: 'birthday', calendar: 'gregorian' },
          offsetDays: 0,
          minuteOfDay: 540,
          leapDay: 'february-28',
        },
        reentry: { kind: 'after', days: 300 },
      }),
    ],
  });
