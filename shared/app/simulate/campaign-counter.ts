import type { SendingRules } from '../../domain/campaign/sending-rules.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { Fact } from '../../domain/customer/fact.ts';
import { inOrderOfSteps } from '../in-order-of-steps.ts';
import type { CampaignTally } from './campaign-tally.ts';
import { addCounts, increment, sortKeys } from './run-counts.ts';
import type { TextEstimator } from './text-estimate.ts';

/** Facts that name a campaign. */
type CampaignFact = Extract<Fact, { readonly campaign: string }>;

interface StepCounts {
  requested: number;
  readonly channels: Record<string, number>;
  readonly suppressed: Record<string, number>;
  readonly deferred: Record<string, number>;
  attributedOrders: number;
  attributedMinor: number;
  textParts: number;
  textCost: number;
}

/** What one campaign did, as it is counted. */
export interface CampaignCounts {
  readonly entered: Record<string, number>;
  readonly heldOut: Record<string, number>;
  readonly refused: Record<string, number>;
  readonly exited: Record<string, number>;
  readonly converted: Record<string, number>;
  readonly convertedMinor: Record<string, number>;
  readonly steps: Map<string, StepCounts>;
}

const COUNT_RECORDS = ['entered', 'heldOut', 'refused', 'exited', 'converted', 'convertedMinor'] as const;
const STEP_NUMBERS = ['requested', 'attributedOrders', 'attributedMinor', 'textParts', 'textCost'] as const;

interface CountedCampaign {
  readonly name: string;
  readonly steps: readonly { readonly name: string }[];
}

/** Counts what campaigns do, out of the facts of a run. */
export class CampaignCounter {
  readonly counts = new Map<string, CampaignCounts>();
  private readonly steps: ReadonlyMap<string, CountedCampaign['steps']>;
  private readonly estimateText: TextEstimator | undefined;

  /** `campaigns` are the shop's, in the order of the report; those that nothing happens to are in it too. */
  constructor(campaigns: readonly CountedCampaign[], estimateText?: TextEstimator) {
    this.estimateText = estimateText;
    this.steps = new Map(campaigns.map(({ name, steps }) => [name, steps]));
    for (const { name } of campaigns) this.of(name);
  }

  /** Adds what was counted elsewhere, of other customers. */
  addCounts(counted: ReadonlyMap<string, CampaignCounts>): void {
    for (const [campaign, { steps, ...records }] of counted) {
      const counts = this.of(campaign);
      for (const name of COUNT_RECORDS) addCounts(counts[name], records[name]);
      for (const [step, { channels, suppressed, deferred, ...numbers }] of steps) {
        const sums = stepOf(counts, step);
        addCounts(sums.channels, channels);
        addCounts(sums.suppressed, suppressed);
        addCounts(sums.deferred, deferred);
        for (const name of STEP_NUMBERS) sums[name] += numbers[name];
      }
    }
  }

  /** `state` is the customer's after the facts; texts are estimated by it. */
  add(facts: readonly Fact[], state?: CustomerState): void {
    for (const fact of facts) {
      if (!('campaign' in fact)) continue;
      this.addFact(fact);
      if (fact.kind === 'message.requested' && fact.channel === 'sms' && state !== undefined)
        this.addText(fact, state);
    }
  }

  report(costs: SendingRules['costs']): readonly CampaignTally[] {
    return [...this.counts].map(([campaign, counts]) => ({
      campaign,
      entered: sortKeys(counts.entered),
      heldOut: sortKeys(counts.heldOut),
      refused: sortKeys(counts.refused),
      exited: sortKeys(counts.exited),
      converted: sortKeys(counts.converted),
      convertedMinor: sortKeys(counts.convertedMinor),
      steps: inOrderOfSteps(
        [...counts.steps].map(([step, of]) => ({
          step,
          requested: of.requested,
          channels: sortKeys(of.channels),
          suppressed: sortKeys(of.suppressed),
          deferred: sortKeys(of.deferred),
          attributedOrders: of.attributedOrders,
          attributedMinor: of.attributedMinor,
          ...(of.textParts > 0 && { textParts: of.textParts }),
          cost: costOf(of, costs),
        })),
        this.steps.get(campaign) ?? [],
      ),
    }));
  }

  private addFact(fact: CampaignFact): void {
    const counts = this.of(fact.campaign);
    switch (fact.kind) {
      case 'campaign.entered':
        increment(counts.entered, fact.variant ?? 'all');
        break;
      case 'campaign.held-out':
        increment(counts.heldOut, fact.group);
        break;
      case 'campaign.refused':
        increment(counts.refused, fact.reason);
        break;
      case 'campaign.exited':
        increment(counts.exited, fact.reason);
        break;
      case 'campaign.converted':
        if (fact.earlierOrders === 0) increment(counts.converted, fact.arm);
        increment(counts.convertedMinor, fact.arm, fact.valueMinor);
        break;
      case 'message.suppressed':
        increment(stepOf(counts, fact.step).suppressed, fact.reason);
        break;
      case 'message.deferred':
        increment(stepOf(counts, fact.step).deferred, fact.reason);
        break;
      case 'message.requested': {
        const step = stepOf(counts, fact.step);
        step.requested += 1;
        increment(step.channels, fact.channel);
        break;
      }
      case 'order.attributed': {
        const step = stepOf(counts, fact.step);
        step.attributedOrders += 1;
        step.attributedMinor += fact.valueMinor;
        break;
      }
      default:
        break;
    }
  }

  private addText(fact: Extract<Fact, { kind: 'message.requested' }>, state: CustomerState): void {
    const estimate = this.estimateText?.(fact, state);
    if (estimate === undefined) return;
    const step = stepOf(this.of(fact.campaign), fact.step);
    step.textParts += estimate.parts;
    step.textCost += estimate.cost;
  }

  private of(campaign: string): CampaignCounts {
    const known = this.counts.get(campaign);
    if (known !== undefined) return known;
    const fresh: CampaignCounts = {
      entered: {},
      heldOut: {},
      refused: {},
      exited: {},
      converted: {},
      convertedMinor: {},
      steps: new Map(),
    };
    this.counts.set(campaign, fresh);
    return fresh;
  }
}

function stepOf({ steps }: CampaignCounts, name: string): StepCounts {
  const known = steps.get(name);
  if (known !== undefined) return known;
  const fresh = {
    requested: 0,
    channels: {},
    suppressed: {},
    deferred: {},
    attributedOrders: 0,
    attributedMinor: 0,
    textParts: 0,
    textCost: 0,
  };
  steps.set(name, fresh);
  return fresh;
}

function costOf({ channels, textParts, textCost }: StepCounts, costs: SendingRules['costs']): number {
  const mails = (channels.email ?? 0) * costs.email;
  const texts = textParts > 0 ? textCost : (channels.sms ?? 0) * costs.sms;
  // Millionths: beyond what any price has, and short of what adding leaves behind.
  return Math.round((mails + texts) * 1e6) / 1e6;
}
