import type { ASTNode } from '@marcbachmann/cel-js';
import { isConditionVariable } from '../condition/condition-variables.ts';
import { conjuncts } from '../condition/conjuncts.ts';
import { type CompiledCondition, compileCondition } from '../condition/customer-condition.ts';
import type { ShopNames } from '../condition/find-unknown-class.ts';
import { type SegmentReference, segmentsNamed } from '../condition/segments-named.ts';
import { type TimeUses, timeUses } from '../condition/time-uses.ts';
import { variablesIn } from '../condition/variables-in.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import type { SegmentRules } from './segment-rules.ts';

export interface CompiledSegment {
  readonly name: string;
  /** Whether the customer is in it, given the segments that the view says the customer is in. */
  readonly isFor: (customer: CustomerView) => boolean;
  /** The segments that it is defined by. */
  readonly references: readonly SegmentReference[];
  readonly time: TimeUses;
  /** False where time alone cannot put the customer in: what must hold besides, and does not depend on time, does not. */
  readonly mayHold: (customer: CustomerView) => boolean;
  /** What its condition asks of a customer. */
  readonly variables: readonly (keyof CustomerView)[];
}

export type SegmentCompilation =
  | { readonly ok: true; readonly segment: CompiledSegment }
  | Extract<CompiledCondition, { ok: false }>;

/**
 * Compiles one segment. Its condition may ask for others only as `"name" in segments`, so that what it depends on is known
 * beforehand.
 */
export function compileSegment({ name, condition }: SegmentRules, names: ShopNames): SegmentCompilation {
  const compiled = compileCondition(condition, names);
  if (!compiled.ok) return compiled;
  const { references, otherUse } = segmentsNamed(compiled.ast);
  if (otherUse !== undefined) {
    const message = 'a segment asks for another by its name: "name" in segments';
    return { ok: false, message, position: otherUse };
  }
  return {
    ok: true,
    segment: {
      name,
      isFor: compiled.evaluate,
      references,
      time: timeUses(compiled.ast),
      mayHold: compileTimelessPart(condition, compiled.ast),
      variables: variablesIn(compiled.ast).filter(isConditionVariable),
    },
  };
}

/** Whether all those of the expression's `&&` parts hold that do not depend on time. */
function compileTimelessPart(expression: string, ast: ASTNode): (customer: CustomerView) => boolean {
  const parts = conjuncts(ast)
    .filter((part) => !isTimed(timeUses(part)))
    .flatMap(({ start, end }) => {
      const compiled = compileCondition(expression.slice(start, end));
      return compiled.ok ? [compiled.evaluate] : [];
    });
  return (customer) => parts.every((holds) => holds(customer));
}

const isTimed = ({ thresholds, others }: TimeUses): boolean => thresholds.length + others.length > 0;
