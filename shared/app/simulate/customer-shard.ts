import { type CompiledRules, withCalibrations } from '../../domain/compiled-rules.ts';
import type { EventInput, Input } from '../../domain/customer/input.ts';
import { type Decision, decide } from '../../domain/decide.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Calibration } from '../../domain/segment/calibration.ts';
import { purchasesToLearnFrom } from '../../domain/segment/learning/calibration-learner.ts';
import type { PurchaseSummary } from '../../domain/segment/purchase-summary.ts';
import { CampaignCounter, type CampaignCounts } from './campaign-counter.ts';
import { type LoggedMessages, MessageLog } from './message-log.ts';
import { countFacts, noCounts, type RunCounts } from './run-counts.ts';
import { type StatesSummary, summarizeStates } from './run-summary.ts';
import type { TextEstimator } from './text-estimate.ts';

/** What happens to a customer. */
export interface Arrival {
  readonly customerId: string;
  readonly input: EventInput;
  /** When it is accepted. */
  readonly receivedAt: Instant;
}

/** What some of the customers came to. */
export interface ShardOutcome {
  readonly counts: RunCounts;
  readonly campaigns: ReadonlyMap<string, CampaignCounts>;
  /** Empty where nobody asked for them. */
  readonly messages: LoggedMessages;
  readonly states: StatesSummary;
}

type Awaitable<Value> = Value | Promise<Value>;

/**
 * Some of the customers of a run, each of whom is in one shard alone. What is asked of it is done in the order in which it is asked.
 * All that goes in and comes out is plain data, for it may be in another thread.
 */
export interface Shard {
  /** In the order of `receivedAt`, and not twice the same. */
  accept(arrivals: readonly Arrival[]): Awaitable<void>;
  /** What there is to learn from as of an instant, for each customer with a purchase. */
  purchasesAt(at: Instant): Awaitable<readonly PurchaseSummary[]>;
  /** Lets a calibration come into force; those before it stay. */
  adopt(calibration: Calibration): Awaitable<void>;
  /** Lets every customer live to the end. */
  finish(endsAt: Instant): Awaitable<ShardOutcome>;
}

export interface ShardSettings {
  readonly rules: CompiledRules;
  /** Absent: each text counts as one. */
  readonly estimateText?: TextEstimator;
  /** Whether every single message is wanted. */
  readonly logsMessages?: boolean;
}

/** Customers in this thread's memory. */
export class CustomerShard implements Shard {
  private readonly customers = new Map<string, Decision>();
  private readonly counts = noCounts();
  private readonly campaigns: CampaignCounter;
  private readonly log = new MessageLog();
  private readonly logsMessages: boolean;
  /** All of them: a customer of whom nothing was heard for long lives through each. */
  private readonly calibrations: Calibration[] = [];
  private rules: CompiledRules;

  constructor({ rules, estimateText, logsMessages = false }: ShardSettings) {
    this.rules = rules;
    this.campaigns = new CampaignCounter(rules.campaigns, estimateText);
    this.logsMessages = logsMessages;
  }

  accept(arrivals: readonly Arrival[]): void {
    for (const { customerId, input, receivedAt } of arrivals) this.decide(customerId, input, receivedAt);
  }

  purchasesAt(at: Instant): readonly PurchaseSummary[] {
    return [...this.customers.values()].flatMap(
      ({ state }) => purchasesToLearnFrom(state, this.rules, at) ?? [],
    );
  }

  /**
   * Each customer lives through that instant at the next input, or at the end, as through any other; only whoever was looked at in that
   * very instant by the former rules is looked at again.
   */
  adopt(calibration: Calibration): void {
    const { effectiveAt: at } = calibration;
    this.calibrations.push(calibration);
    this.rules = withCalibrations(this.rules, this.calibrations);
    const recheck: Input = { kind: 'tick', id: `recheck:${at}`, isRecheck: true };
    for (const [customerId, { state }] of this.customers)
      if (state.asOf === at) this.decide(customerId, recheck, at);
  }

  finish(endsAt: Instant): ShardOutcome {
    for (const customerId of this.customers.keys())
      this.decide(customerId, { kind: 'tick', id: `tick:${endsAt}` }, endsAt);
    return {
      counts: this.counts,
      campaigns: this.campaigns.counts,
      messages: this.log.byCustomer,
      states: summarizeStates([...this.customers.values()].map(({ state }) => state)),
    };
  }

  private decide(customerId: string, input: Input, acceptedAt: Instant): void {
    const known = this.customers.get(customerId);
    const decision = decide(customerId, known?.state, input, this.rules, acceptedAt, known?.foreseen);
    this.customers.set(customerId, decision);
    const { facts, state } = decision;
    countFacts(this.counts, facts, acceptedAt);
    this.campaigns.add(facts, state);
    if (this.logsMessages) this.log.add(customerId, facts);
  }
}
