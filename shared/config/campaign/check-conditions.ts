import type { ASTNode } from '@marcbachmann/cel-js';
import { compileCampaignCondition } from '../../domain/condition/campaign-condition.ts';
import { addConditionProblem } from '../add-condition-problem.ts';
import { allOf, alternativesOf } from '../condition/alternatives-of.ts';
import type { Alternatives } from '../condition/atom.ts';
import { findConflict } from '../condition/find-conflict.ts';
import { isCovered } from '../condition/is-covered.ts';
import { createKnowledge, type KnowledgeOf } from '../condition/subject-knowledge.ts';
import type { FieldPath } from '../yaml-file.ts';
import type { CampaignContext } from './campaign-context.ts';
import { conditionPlaces } from './condition-places.ts';
import { stepPlaces } from './step-places.ts';
import { lastingFacts, triggerFacts } from './trigger-facts.ts';

/** What the conditions of a file are held against. */
interface Reasoning {
  readonly context: CampaignContext;
  /** Of the conditions that compile, by their paths. */
  readonly trees: ReadonlyMap<string, ASTNode>;
  /** What holds as customers enter, and what as long as they are under way. */
  readonly facts: { readonly entry: Alternatives; readonly journey: Alternatives };
  readonly knowledge: { readonly entry: KnowledgeOf; readonly journey: KnowledgeOf };
}

/** Conditions that do not compile, never hold, or are never asked. */
export function checkConditions(context: CampaignContext): void {
  const reasoning = compileConditions(context);
  checkPossible(reasoning);
  checkExit(reasoning);
  for (const { step, path } of stepPlaces(context.value.steps)) {
    if (step.kind === 'send') checkOrder(reasoning, path, 'vary', step.vary.length);
    if (step.kind !== 'branch') continue;
    checkOrder(reasoning, path, 'cases', step.cases.length);
    if ((step.otherwise ?? []).length > 0) checkOtherwise(reasoning, path, step.cases.length);
  }
}

function compileConditions(context: CampaignContext): Reasoning {
  const { value, yaml, scope, names, problems } = context;
  const trees = new Map<string, ASTNode>();
  for (const { text, path, event } of conditionPlaces(value)) {
    const compiled = compileCampaignCondition(text, event === undefined ? scope : { ...scope, event });
    if (compiled.ok) trees.set(keyOf(path), compiled.ast);
    else addConditionProblem(yaml, path, compiled, problems);
  }
  const entry = triggerFacts(value.trigger, trees.get(keyOf(['trigger', 'when'])));
  return {
    context,
    trees,
    facts: { entry, journey: lastingFacts(entry) },
    knowledge: {
      entry: createKnowledge(names, []),
      journey: createKnowledge(names, scope.variants ?? []),
    },
  };
}

const keyOf = (path: FieldPath): string => path.map(String).join('.');

function checkPossible({ context, trees, facts, knowledge }: Reasoning): void {
  const { value, yaml, problems } = context;
  for (const { path, phase } of conditionPlaces(value)) {
    const tree = trees.get(keyOf(path));
    const alternatives = tree && alternativesOf(tree);
    if (alternatives === undefined) continue;
    const conflicts = conflictsOf(alternatives, knowledge[phase]);
    if (conflicts !== undefined) {
      const [only] = alternatives.length === 1 ? conflicts : [];
      const message = `this never holds${aboutSubject(only?.subject)}`;
      addConditionProblem(yaml, path, { message, position: only?.position ?? 0 }, problems);
      continue;
    }
    // What the trigger asks of its own event is not held against itself.
    const given = keyOf(path) === 'trigger.when' ? [[]] : facts[phase];
    const together = allOf([given, alternatives]);
    const [conflict] = (together && conflictsOf(together, knowledge[phase])) ?? [];
    if (conflict === undefined) continue;
    const message = `this never holds: the trigger lets nobody in of whom it does${aboutSubject(conflict.subject)}`;
    addConditionProblem(yaml, path, { message, position: conflict.position }, problems);
  }
}

/** A conflict of each alternative; undefined where one of them has none. */
function conflictsOf(alternatives: Alternatives, knowledgeOf: KnowledgeOf) {
  const conflicts = alternatives.map((conjunct) => findConflict(conjunct, knowledgeOf));
  const found = conflicts.filter((conflict) => conflict !== undefined);
  return found.length === conflicts.length ? found : undefined;
}

/** Names what was asked where a person would know it by that name. */
const aboutSubject = (subject: string | undefined): string =>
  subject === undefined || subject.startsWith('[') ? '' : `; see what it asks of ${subject}`;

/** An exit condition that holds for everybody who enters. */
function checkExit({ context, trees, facts, knowledge }: Reasoning): void {
  const { value, yaml, problems } = context;
  const exit = trees.get('exit.when');
  const audience = trees.get('audience');
  if (exit === undefined || (audience === undefined && value.audience !== undefined)) return;
  const entering = allOf([facts.entry, audience === undefined ? [[]] : alternativesOf(audience)]);
  if (entering === undefined || conflictsOf(entering, knowledge.entry) !== undefined) return;
  if (!isCovered(entering, [exit], knowledge.journey)) return;
  const message = 'everybody who enters leaves at once: this holds for all of them';
  addConditionProblem(yaml, ['exit', 'when'], { message, position: 0 }, problems);
}

/** Of conditions of which the first that holds is taken, those before which another always does. */
function checkOrder(
  { context, trees, facts, knowledge }: Reasoning,
  path: FieldPath,
  field: string,
  count: number,
) {
  const { yaml, problems } = context;
  const earlier: ASTNode[] = [];
  for (let index = 0; index < count; index += 1) {
    const place = [...path, field, index, 'when'];
    const tree = trees.get(keyOf(place));
    if (tree === undefined) continue;
    const alternatives = alternativesOf(tree);
    const isPossible =
      alternatives !== undefined && conflictsOf(alternatives, knowledge.journey) === undefined;
    const given = isPossible ? allOf([facts.journey, alternatives]) : undefined;
    if (earlier.length > 0 && given !== undefined && isCovered(given, earlier, knowledge.journey)) {
      const message = 'this is never reached: where it holds, one before it does already';
      addConditionProblem(yaml, place, { message, position: 0 }, problems);
    }
    earlier.push(tree);
  }
}

function checkOtherwise(
  { context, trees, facts, knowledge }: Reasoning,
  path: FieldPath,
  count: number,
): void {
  const { yaml, problems } = context;
  const cases = Array.from({ length: count }, (_, index) =>
    trees.get(keyOf([...path, 'cases', index, 'when'])),
  );
  const known = cases.filter((tree) => tree !== undefined);
  if (known.length < count || !isCovered(facts.journey, known, knowledge.journey)) return;
  problems.addAt(
    yaml,
    [...path, 'otherwise'],
    'these steps are never reached: one of the cases always holds',
  );
}
