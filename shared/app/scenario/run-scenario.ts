import { type CompiledRules, compileRules, withControls } from '../../domain/compiled-rules.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { Fact } from '../../domain/customer/fact.ts';
import type { Input } from '../../domain/customer/input.ts';
import { decide } from '../../domain/decide.ts';
import type { Instant } from '../../domain/instant.ts';
import { checkExpectation, type Unmet } from './check-expectation.ts';
import { pickCustomerId } from './pick-customer-id.ts';
import type { Expectation, Scenario, ScenarioCustomer, ScenarioStep } from './scenario.ts';
import { ScenarioControls } from './scenario-controls.ts';

/** An expectation that was not met: of whom, and when. */
export type ScenarioFailure = Unmet & { readonly customer: string; readonly at: Instant };

export interface ScenarioResult {
  readonly failures: readonly ScenarioFailure[];
  /** What happened to each customer, by name, since the clock started. */
  readonly customers: Readonly<
    Record<string, { readonly customerId: string; readonly facts: readonly Fact[] }>
  >;
}

/**
 * Lives through a scenario in memory: each customer is looked at at the very instants at which something falls due, and
 * nothing is sent. What people decide about campaigns, and new files, hold from their instant on. Throws
 * `SCENARIO.NO_SUCH_CUSTOMER` where a wanted group cannot be had.
 */
export function runScenario(scenario: Scenario): ScenarioResult {
  const run = new ScenarioRun(scenario);
  for (const step of scenario.timeline) run.take(step);
  run.advance(scenario.endsAt);
  return run.result();
}

interface LivingCustomer {
  readonly name: string;
  readonly facts: Fact[];
  state: CustomerState;
  dueAt: Instant | undefined;
  /** Facts from `since` up to `seen` are what the expectations of the instant `at` speak of. */
  readonly window: { at: Instant; since: number; seen: number };
}

class ScenarioRun {
  private readonly customers: ReadonlyMap<string, LivingCustomer>;
  private readonly failures: ScenarioFailure[] = [];
  private readonly controls: ScenarioControls;
  private rules: CompiledRules;
  private now: Instant;

  constructor(scenario: Scenario) {
    const { rules: files, startsAt, unpublished } = scenario;
    this.now = startsAt;
    this.controls = new ScenarioControls(files, unpublished);
    this.rules = this.controlled(compileRules(files));
    const withoutCampaigns = compileRules({ ...files, campaigns: [] });
    const idOf = (customer: ScenarioCustomer) =>
      scenario.holdout === 'as-drawn' ? customer.name : pickCustomerId(customer, this.rules);
    this.customers = new Map(
      scenario.customers.map((customer) => {
        const customerId = idOf(customer);
        let state: CustomerState | undefined;
        for (const input of [...customer.history, customer.profile])
          ({ state } = decide(customerId, state, input, withoutCampaigns, input.occurredAt));
        if (state === undefined) throw new TypeError('unreachable: a profile is always given');
        const window = { at: startsAt, since: 0, seen: 0 };
        return [customer.name, { name: customer.name, facts: [], state, dueAt: startsAt, window }];
      }),
    );
  }

  take(step: ScenarioStep): void {
    this.advance(step.at);
    switch (step.kind) {
      case 'event':
        this.decide(this.customer(step.customer), step.input);
        break;
      case 'engagement':
        this.engage(step);
        break;
      case 'pause':
      case 'stop':
        this.controls.halt(
          this.nameOf(step.campaign),
          step.kind === 'pause' ? 'paused' : 'stopped',
          this.now,
        );
        this.comeIntoForce(this.rules);
        break;
      case 'resume':
        this.controls.resume(this.nameOf(step.campaign), this.now);
        this.comeIntoForce(this.rules);
        break;
      case 'publish':
        this.controls.publish(this.nameOf(step.campaign), this.now);
        this.comeIntoForce(this.rules);
        break;
      case 'edit':
        this.controls.follow(step.rules, this.now);
        this.comeIntoForce(compileRules(step.rules));
        break;
      case 'expect':
        this.check(step.expectation);
        break;
    }
  }

  /** Lets time pass for everybody up to an instant. */
  advance(to: Instant): void {
    for (const customer of this.customers.values()) {
      for (let { dueAt } = customer; dueAt !== undefined && dueAt < to; ) {
        this.now = Math.max(dueAt, customer.state.asOf);
        this.tick(customer);
        // What is due and cannot go on yet, since its campaign is halted, waits for that to change.
        dueAt = customer.dueAt !== undefined && customer.dueAt > this.now ? customer.dueAt : undefined;
      }
      this.now = to;
      this.tick(customer);
    }
    this.now = to;
  }

  result(): ScenarioResult {
    return {
      failures: this.failures,
      customers: Object.fromEntries(
        [...this.customers].map(([name, { state, facts }]) => [
          name,
          { customerId: state.customerId, facts },
        ]),
      ),
    };
  }

  private tick(customer: LivingCustomer): void {
    this.decide(customer, { kind: 'tick', id: `tick:${this.now}` });
  }

  private decide(customer: LivingCustomer, input: Input): void {
    const { state } = customer;
    const decision = decide(state.customerId, state, input, this.rules, this.now);
    customer.state = decision.state;
    customer.dueAt = decision.dueAt;
    customer.facts.push(...decision.facts);
  }

  private engage(step: Extract<ScenarioStep, { kind: 'engagement' }>): void {
    const { campaign, step: name, engagement, place, at } = step;
    const customer = this.customer(step.customer);
    const { messages } = customer.state;
    const message = messages.findLast((sent) => sent.campaign === campaign && sent.step === name);
    if (message === undefined) {
      const failure = { kind: 'nothing-sent', place, campaign, step: name } as const;
      this.failures.push({ ...failure, customer: customer.name, at });
      return;
    }
    const { occurrence } = message;
    const id = `${engagement}-${campaign}-${name}-${at}`;
    this.decide(customer, { kind: engagement, id, occurredAt: at, campaign, step: name, occurrence });
  }

  private check(expectation: Expectation): void {
    const customer = this.customer(expectation.customer);
    const { window, facts, state } = customer;
    if (window.at !== this.now) {
      window.since = window.seen;
      window.at = this.now;
    }
    window.seen = facts.length;
    const unmet = checkExpectation(expectation, facts.slice(window.since), state);
    this.failures.push(...unmet.map((one) => ({ ...one, customer: customer.name, at: this.now })));
  }

  private nameOf(campaign: string): string {
    return this.rules.campaignsByName.get(campaign)?.name ?? campaign;
  }

  private comeIntoForce(rules: CompiledRules): void {
    this.rules = this.controlled(rules);
    for (const customer of this.customers.values()) this.tick(customer);
  }

  private controlled(rules: CompiledRules): CompiledRules {
    return withControls(rules, this.controls.all());
  }

  private customer(name: string): LivingCustomer {
    const customer = this.customers.get(name);
    if (customer === undefined) throw new RangeError(`The scenario has no customer "${name}".`);
    return customer;
  }
}
