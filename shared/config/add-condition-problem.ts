import type { CompiledCondition } from '../domain/condition/customer-condition.ts';
import type { ShopProblems } from './shop-problems.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

type ConditionProblem = Omit<Extract<CompiledCondition, { ok: false }>, 'ok'>;

/** Tells what is wrong in a condition, at its place within the text at `path`. */
export function addConditionProblem(
  yaml: YamlFile,
  path: FieldPath,
  { message, position, suggestion }: ConditionProblem,
  problems: ShopProblems,
): void {
  const where = { file: yaml.file, ...yaml.positionWithin(path, position), path: path.map(String).join('.') };
  problems.add(suggestion === undefined ? { ...where, message } : { ...where, message, suggestion });
}
