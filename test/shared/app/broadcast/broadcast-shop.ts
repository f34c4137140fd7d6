import { broadcastDue } from '../../../../shared/app/broadcast/broadcast-due.ts';
import { readRun } from '../../../../shared/app/broadcast/broadcast-run.ts';
import { type CampaignAction, controlCampaign } from '../../../../shared/app/campaign/control-campaign.ts';
import { registerCampaigns } from '../../../../shared/app/campaign/register-campaigns.ts';
import { type CurrentRules, createCurrentRules } from '../../../../shared/app/current-rules.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { type InboundInput, readInbound } from '../../../../shared/app/decide/inbound-message.ts';
import { decodeJournalEntry } from '../../../../shared/app/decide/journal-document.ts';
import {
  broadcastRunKey,
  customerPartition,
  indexShards,
  JOURNAL_PREFIX,
} from '../../../../shared/app/item-keys.ts';
import type { CampaignRules } from '../../../../shared/domain/campaign/campaign-rules.ts';
import type { CompiledRules } from '../../../../shared/domain/compiled-rules.ts';
import type { Fact } from '../../../../shared/domain/customer/fact.ts';
import type { Table } from '../../../../shared/ports.ts';
import { KeptQueue } from '../../../support/fake-ports.ts';
import { day, orderPlaced, reachableByEmail } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** When the campaign `sale` starts. */
export const SALE_AT = Date.UTC(2026, 2, 1, 10);

/** Once, by the shop's clock. */
export const onceAt = (text: string): CampaignRules['trigger'] => ({
  kind: 'schedule',
  form: 'once',
  text,
  zone: 'shop',
});

/** A campaign that goes out to everybody at one instant. */
export const sale = (overrides: Partial<CampaignRules> = {}): CampaignRules =>
  campaign({
    name: 'sale',
    trigger: onceAt('2026-03-01T10:00'),
    reentry: { kind: 'once' },
    ...overrides,
  });

/** What `broadcast` and `decide` meet: a table on SQLite in memory, a queue that keeps what it gets, and a clock. */
export class BroadcastShop {
  readonly broadcasts = new KeptQueue();
  readonly table = memoryTable();
  now = day(0);
  isTimeHeld = false;
  hasTime: () => boolean = () => true;
  readonly clock = { now: () => this.now, isHeld: () => this.isTimeHeld };
  private files: CompiledRules = rulesWith();
  private rules: CurrentRules = async () => this.files;

  /** Deploys the shop's files: what `broadcast` does when it starts. */
  async publish(...campaigns: readonly CampaignRules[]): Promise<void> {
    this.files = rulesWith({ campaigns });
    this.rules = createCurrentRules(this.files, this.table, this.clock);
    await registerCampaigns(campaigns, this.table, this.clock);
  }

  /** Customers who may be sent mail, each with an order, as of now. */
  async join(...customerIds: readonly string[]): Promise<void> {
    await this.decide(
      customerIds.flatMap((customerId) => [
        { customerId, input: reachableByEmail(this.now), acceptedAt: this.now },
        {
          customerId,
          input: orderPlaced({ orderId: `${customerId}-${this.now}`, occurredAt: this.now }),
          acceptedAt: this.now,
        },
      ]),
    );
  }

  control(action: CampaignAction, name = 'sale') {
    return controlCampaign({ table: this.table, clock: this.clock }, name, action);
  }

  /** Runs the function once. */
  broadcast(table: Table = this.table) {
    const { broadcasts, files: rules, clock } = this;
    return broadcastDue({
      table,
      broadcasts,
      rules,
      clock,
      hasTime: () => this.hasTime(),
    });
  }

  /** Customers to whom ticks are on their way, in the order in which they were sent. */
  ticked = (): string[] => this.broadcasts.messages.map(({ body }) => String(JSON.parse(body).customerId));

  /** Gives the ticks to `decide`. */
  async settle(): Promise<void> {
    const bodies = this.broadcasts.messages.splice(0).map(({ body }) => body);
    await this.decide(
      bodies.flatMap((body): InboundInput[] => {
        const read = readInbound(body, this.now);
        return read.status === 'readable' ? [read.inbound] : [];
      }),
    );
  }

  /** Runs the function every minute up to an instant, and has its ticks decided. */
  async liveUntil(until: number): Promise<void> {
    while (this.now < until) {
      this.now = Math.min(until, this.now + MINUTE);
      await this.broadcast();
      await this.settle();
    }
  }

  /** What was decided about a customer. */
  async facts(customerId: string): Promise<Fact[]> {
    const { items } = await this.table.query(customerPartition(customerId), { prefix: JOURNAL_PREFIX });
    return items.flatMap(
      ({ sk, body }) => decodeJournalEntry(customerId, sk.slice(JOURNAL_PREFIX.length), body).facts,
    );
  }

  /** Messages asked for, by customer. */
  async requested(customerIds: readonly string[]): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const customerId of customerIds) {
      const facts = await this.facts(customerId);
      counts[customerId] = facts.filter(({ kind }) => kind === 'message.requested').length;
    }
    return counts;
  }

  async run(occurrence = '2026-03-01T10:00', name = 'sale') {
    const item = await this.table.get(broadcastRunKey(name, occurrence));
    return item && readRun({ campaign: name, occurrence }, item);
  }

  shopFacts = async (): Promise<unknown[]> =>
    (await this.table.query('shop', { prefix: 'fact#' })).items.map(({ body }) => body);

  /** Everybody in the audience index, in the order in which a broadcast goes through them. */
  async audience(): Promise<string[]> {
    const ids: string[] = [];
    for (const shard of indexShards) {
      const { items } = await this.table.audience(shard, '');
      ids.push(...items.map(({ pk }) => pk.slice('customer#'.length)));
    }
    return ids;
  }

  private async decide(inbounds: readonly InboundInput[]): Promise<void> {
    const outcomes = await decideBatch(inbounds, { table: this.table, rules: await this.rules() });
    if (outcomes.some(({ status }) => status === 'failed')) throw new Error('An input was not stored.');
  }
}

export const customers = (count: number, prefix = 'c'): string[] =>
  Array.from({ length: count }, (_, number) => `${prefix}${number}`);
