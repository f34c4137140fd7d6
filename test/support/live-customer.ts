import type { CompiledRules } from '../../shared/domain/compiled-rules.ts';
import type { CustomerState } from '../../shared/domain/customer/customer-state.ts';
import type { Fact } from '../../shared/domain/customer/fact.ts';
import type { Input } from '../../shared/domain/customer/input.ts';
import type { Foreseen } from '../../shared/domain/decide/pass-time.ts';
import { type Decision, decide } from '../../shared/domain/decide.ts';

/** Puts inputs through `decide`, each when it occurred (a tick: at the given instant), and keeps all facts. */
export class LiveCustomer {
  state: CustomerState | undefined;
  dueAt: number | undefined;
  readonly facts: Fact[] = [];
  private readonly rules: CompiledRules;
  /** What the last decision said of the time after it, where it is to be made use of. */
  private foreseen: Foreseen | undefined;
  private readonly foresees: boolean;

  constructor(rules: CompiledRules, { foresees = false } = {}) {
    this.rules = rules;
    this.foresees = foresees;
  }

  live(input: Input, acceptedAt: number = input.kind === 'tick' ? 0 : input.occurredAt): Decision {
    const decision = decide('c1', this.state, input, this.rules, acceptedAt, this.foreseen);
    if (this.foresees) this.foreseen = decision.foreseen;
    this.state = decision.state;
    this.dueAt = decision.dueAt;
    this.facts.push(...decision.facts);
    return decision;
  }

  kinds(): string[] {
    return this.facts.map(({ kind }) => kind);
  }
}
