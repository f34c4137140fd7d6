import type { ASTNode } from '@marcbachmann/cel-js';
import { allOf, alternativesOf } from './alternatives-of.ts';
import type { Alternatives } from './atom.ts';
import { findConflict } from './find-conflict.ts';
import type { KnowledgeOf } from './subject-knowledge.ts';

/**
 * Whether in each of these ways to hold one of some conditions holds too. False where it cannot be told: also where a
 * condition may fail to be worked out for want of a value of which the ways to hold say nothing.
 */
export function isCovered(
  alternatives: Alternatives,
  conditions: readonly ASTNode[],
  knowledgeOf: KnowledgeOf,
): boolean {
  const opposites = conditions.map((condition) => alternativesOf(condition, false));
  const uncovered = allOf([alternatives, ...opposites]);
  if (uncovered?.every((conjunct) => findConflict(conjunct, knowledgeOf) !== undefined) !== true)
    return false;
  const ways = conditions.map((condition) => alternativesOf(condition));
  const atoms = [...ways, ...opposites].map((way) => way?.flat());
  const mayBeMissing = atoms
    .flatMap((known) => known ?? [])
    .map(({ subject }) => subject)
    .filter((subject) => knowledgeOf(subject).mayBeMissing);
  return (
    !atoms.includes(undefined) &&
    alternatives.every((conjunct) =>
      mayBeMissing.every((missing) => conjunct.some(({ subject }) => subject === missing)),
    )
  );
}
