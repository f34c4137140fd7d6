import type { CompiledRules } from '../../shared/domain/compiled-rules.ts';
import type { CustomerState } from '../../shared/domain/customer/customer-state.ts';
import type { Fact } from '../../shared/domain/customer/fact.ts';
import type { Input } from '../../shared/domain/customer/input.ts';
import { type Decision, decide } from '../../shared/domain/decide.ts';

/** Puts inputs through `decide`, each when it occurred (a tick: at the given instant), and keeps all facts. */
export class LiveCustomer {
  state: CustomerState | undefined;
  dueAt: number | undefined;
  readonly facts: Fact[] = [];
  private readonly rules: CompiledRules;

  constructor(rules: CompiledRules) {
    this.rules = rules;
  }

  live(input: Input, acceptedAt: number = input.kind === 'tick' ? 0 : input.occurredAt): Decision {
    const decision = decide('c1', this.state, input, this.rules, acceptedAt);
    this.state = decision.state;
    this.dueAt = decision.dueAt;
    this.facts.push(...decision.facts);
    return decision;
  }

  kinds(): string[] {
    return this.facts.map(({ kind }) => kind);
  }
}
