import type { ShopEvent } from '../../contracts/shop-event.ts';
import { nextQuarterStart } from '../../domain/calendar/quarter-starts.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { Fact } from '../../domain/customer/fact.ts';
import type { Input } from '../../domain/customer/input.ts';
import { type Decision, decide } from '../../domain/decide.ts';
import type { Instant } from '../../domain/instant.ts';
import { messageName } from '../../domain/report/counters.ts';
import { inputOfEvent } from '../input-of-event.ts';
import { Calibrator } from './calibrator.ts';
import { type ClassCounts, increment, sortKeys, summarizeStates } from './run-summary.ts';
import type { Digests } from './state-digest.ts';

export interface ArrivingEvent {
  readonly event: ShopEvent;
  /** When Perennial accepts it: whole seconds, not before the event before it. */
  readonly receivedAt: Instant;
}

export interface SimulationResult extends ClassCounts, Digests {
  readonly orders: number;
  readonly refunds: number;
  /** Paid, before refunds, in minor units by currency. */
  readonly revenueMinor: Readonly<Record<string, number>>;
  readonly refundedMinor: Readonly<Record<string, number>>;
  /** Requested, by campaign/step. */
  readonly messages: Readonly<Record<string, number>>;
  /** Wanted by a campaign and not asked for, by campaign/step/reason. */
  readonly suppressed: Readonly<Record<string, number>>;
  /** Events that had an effect or would have had one again, and the instants at which time alone changed a customer. */
  readonly inputs: { readonly events: number; readonly ticks: number };
  /** How many calibrations came into force. */
  readonly calibrations: number;
  /** The instant at which the clock stopped. */
  readonly endsAt: Instant;
}

/** Sees the facts of each decision, in order, and the customer's state after it. */
export type FactObserver = (customerId: string, facts: readonly Fact[], state: CustomerState) => void;

/**
 * Runs a history through the rules in memory, as the pipeline would, and sends nothing. Events come in the order of
 * `receivedAt`. The clock stops at `until`, or else at the last event. As in a replay, what is learned from the customers is learned
 * at the start of each quarter, and at the end. `observe` is shown the facts of each decision.
 */
export function simulate(
  events: Iterable<ArrivingEvent>,
  rules: CompiledRules,
  until?: Instant,
  observe: FactObserver = () => undefined,
): SimulationResult {
  const run = new SimulationRun(rules, observe);
  for (const arriving of events) {
    if (until !== undefined && arriving.receivedAt > until) break;
    run.accept(arriving);
  }
  return run.finish(until);
}

/** One run: the customers, and what has been counted so far. */
class SimulationRun {
  private readonly customers = new Map<string, Decision>();
  private readonly seen = new Set<string>();
  private readonly counts = { orders: 0, refunds: 0, events: 0, ticks: 0 };
  private readonly revenueMinor: Record<string, number> = {};
  private readonly refundedMinor: Record<string, number> = {};
  private readonly messages: Record<string, number> = {};
  private readonly suppressed: Record<string, number> = {};
  private now: Instant = 0;
  private nextCalibrationAt: Instant | undefined;
  private rules: CompiledRules;
  private readonly calibrator: Calibrator;

  private readonly observe: FactObserver;

  constructor(rules: CompiledRules, observe: FactObserver) {
    this.rules = rules;
    this.observe = observe;
    this.calibrator = new Calibrator(rules);
  }

  accept({ event, receivedAt }: ArrivingEvent): void {
    this.nextCalibrationAt ??= nextQuarterStart(receivedAt - 1);
    this.calibrateUpTo(receivedAt - 1);
    this.now = Math.max(this.now, receivedAt);
    this.counts.events += 1;
    const { customerId } = event;
    const mark = `${customerId}#${event.id}`;
    if (this.seen.has(mark)) return;
    this.seen.add(mark);
    const { input } = inputOfEvent(event);
    this.calibrator.see(input);
    this.decide(customerId, input, receivedAt);
  }

  finish(until: Instant | undefined): SimulationResult {
    const endsAt = until ?? this.now;
    this.calibrateUpTo(endsAt);
    if (nextQuarterStart(endsAt - 1) !== endsAt) this.calibrate(endsAt);
    for (const customerId of this.customers.keys())
      this.decide(customerId, { kind: 'tick', id: `tick:${endsAt}` }, endsAt);
    const { orders, refunds, events, ticks } = this.counts;
    return {
      orders,
      refunds,
      revenueMinor: this.revenueMinor,
      refundedMinor: this.refundedMinor,
      messages: sortKeys(this.messages),
      suppressed: sortKeys(this.suppressed),
      inputs: { events, ticks },
      calibrations: this.calibrator.count,
      endsAt,
      ...summarizeStates([...this.customers.values()].map(({ state }) => state)),
    };
  }

  private calibrateUpTo(now: Instant): void {
    while (this.nextCalibrationAt !== undefined && this.nextCalibrationAt <= now) {
      this.calibrate(this.nextCalibrationAt);
      this.nextCalibrationAt = nextQuarterStart(this.nextCalibrationAt);
    }
  }

  /**
   * Learns from everybody as of `at`. Each customer lives through that instant at the next input, or at the end, as through any
   * other; only whoever was looked at in that very instant by the former rules is looked at again.
   */
  private calibrate(at: Instant): void {
    if (this.customers.size === 0) return;
    this.now = Math.max(this.now, at);
    const states = [...this.customers.values()].map(({ state }) => state);
    const learned = this.calibrator.calibrate(states, at);
    if (learned === undefined) return;
    this.rules = learned;
    const recheck: Input = { kind: 'tick', id: `recheck:${at}`, isRecheck: true };
    for (const { asOf, customerId } of states) if (asOf === at) this.decide(customerId, recheck, at);
  }

  private decide(customerId: string, input: Input, acceptedAt: Instant): void {
    const known = this.customers.get(customerId);
    const decision = decide(customerId, known?.state, input, this.rules, acceptedAt, known?.foreseen);
    this.customers.set(customerId, decision);
    this.count(decision.facts);
    this.observe(customerId, decision.facts, decision.state);
  }

  private count(facts: readonly Fact[]): void {
    let lastTick: Instant | undefined;
    for (const fact of facts) {
      if (fact.at < this.now && fact.at !== lastTick) {
        lastTick = fact.at;
        this.counts.ticks += 1;
      }
      this.countFact(fact);
    }
  }

  private countFact(fact: Fact): void {
    switch (fact.kind) {
      case 'order.counted':
        this.counts.orders += 1;
        increment(this.revenueMinor, fact.currency, fact.totalMinor);
        break;
      case 'order.revised':
        increment(this.revenueMinor, fact.currency, fact.addedMinor);
        break;
      case 'refund.counted':
        this.counts.refunds += 1;
        increment(this.refundedMinor, fact.currency, fact.amountMinor);
        break;
      case 'message.requested':
        increment(this.messages, messageName(fact.campaign, fact.step));
        break;
      case 'message.suppressed':
        increment(this.suppressed, `${messageName(fact.campaign, fact.step)}/${fact.reason}`);
        break;
      default:
        break;
    }
  }
}
