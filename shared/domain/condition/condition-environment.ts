import { Environment } from '@marcbachmann/cel-js';
import { CONDITION_VARIABLES } from './condition-variables.ts';

const ARITHMETIC = {
  '+': (left: number, right: number) => left + right,
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right,
} as const;

/**
 * The condition language: CEL over the variables of a customer. Beyond standard CEL, whole and fractional numbers mix
 * (`value == 150`, `value / 2 > 30`), since a marketer's 150 is as good as 150.0.
 */
export function createConditionEnvironment(): Environment {
  const environment = new Environment({ limits: { maxAstNodes: 500, maxDepth: 50 } });
  for (const [name, { type, description }] of Object.entries(CONDITION_VARIABLES)) {
    environment.registerVariable(name, type, { description });
  }
  for (const [operator, apply] of Object.entries(ARITHMETIC)) {
    const handler = (left: number | bigint, right: number | bigint) => apply(Number(left), Number(right));
    environment.registerOperator(`double ${operator} int: double`, handler);
    environment.registerOperator(`int ${operator} double: double`, handler);
  }
  const isSame = (left: number | bigint, right: number | bigint) => Number(left) === Number(right);
  environment.registerOperator('double == int', isSame);
  return environment;
}
