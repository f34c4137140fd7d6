import type { ExperimentRules } from '../domain/campaign/sending-rules.ts';
import { experimentsFileSchema } from './files/experiments-file.ts';
import type { ShopProblems } from './shop-problems.ts';

/** Reads experiments.yaml; undefined, with the problems added, where something is wrong. */
export function readExperiments(problems: ShopProblems): ExperimentRules | undefined {
  const file = problems.readOptional('experiments.yaml', experimentsFileSchema);
  if (file === undefined) return undefined;
  const { controlGroup, salt, confidence } = file.value;
  return { controlPercent: controlGroup, salt, confidence };
}
