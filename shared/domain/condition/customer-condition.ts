import { type ASTNode, ParseError, TypeError as TypeCheckError } from '@marcbachmann/cel-js';
import { nearestName } from '../../nearest-name.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import { compilePredicate } from './compile-predicate.ts';
import { createConditionEnvironment } from './condition-environment.ts';
import { CONDITION_VARIABLES } from './condition-variables.ts';
import { findUnknownClass, type ShopNames } from './find-unknown-class.ts';
import { ViewContext } from './view-context.ts';

export type CompiledCondition =
  | {
      readonly ok: true;
      /**
       * Whether the condition holds. What cannot be worked out for this customer (an attribute that is missing or of
       * another type, days since an order that never was) makes it false, unless another part of an `||` holds.
       */
      readonly evaluate: (view: CustomerView) => boolean;
      /** For those who look at how the condition is built. */
      readonly ast: ASTNode;
    }
  | ConditionFailure;

export interface ConditionFailure {
  readonly ok: false;
  readonly message: string;
  /** Where in the expression, in UTF-16 units from 0. */
  readonly position: number;
  /** The name or value that was probably meant. */
  readonly suggestion?: string;
}

const environment = createConditionEnvironment();
type ParsedCondition = ReturnType<typeof environment.parse>;
const VARIABLES = Object.keys(CONDITION_VARIABLES);

/**
 * Type-checks a CEL condition over a customer, for example `tier == "mid" && orders >= 3`, and holds it against the names
 * that the shop gives.
 */
export function compileCondition(expression: string, names: ShopNames = {}): CompiledCondition {
  let parsed: ParsedCondition;
  try {
    parsed = environment.parse(expression);
  } catch (error) {
    return conditionFailure(error, expression, VARIABLES);
  }
  const failure = typeFailure(parsed, expression, VARIABLES);
  if (failure !== undefined) return failure;
  const unknown = findUnknownClass(parsed.ast, names);
  if (unknown !== undefined) return { ok: false, ...unknown };
  const predicate = compilePredicate(parsed.ast);
  const evaluate = predicate
    ? (view: CustomerView) => predicate(view) === true
    : evaluatorOf(parsed, (view: CustomerView) => new ViewContext(view));
  return { ok: true, evaluate, ast: parsed.ast };
}

/** What keeps a parsed expression from being a condition: types that do not go together, or a value that is not true or false. */
export function typeFailure(
  parsed: ParsedCondition,
  expression: string,
  names: readonly string[],
): ConditionFailure | undefined {
  const { error, type } = parsed.check();
  if (error !== undefined) return conditionFailure(error, expression, names);
  if (type === 'bool') return undefined;
  const message = `a condition must be true or false, this is of type ${type}; compare it with something`;
  return { ok: false, message, position: 0 };
}

/** Evaluates a parsed expression for what is not compiled into a predicate: false where it cannot be worked out. */
export function evaluatorOf<Subject>(
  run: (context: ViewContext) => unknown,
  contextOf: (subject: Subject) => ViewContext,
): (subject: Subject) => boolean {
  return (subject) => {
    // What is missing is thrown, as CEL has it; where in the code does not matter, and costs more than all the rest.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return run(contextOf(subject)) === true;
    } catch {
      return false;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}

/** Says in plain words what is wrong with an expression, given the error of its parser or checker; throws any other. */
export function conditionFailure(
  error: unknown,
  expression: string,
  names: readonly string[],
): ConditionFailure {
  if (!(error instanceof ParseError || error instanceof TypeCheckError)) throw error;
  const position = error.range?.start ?? 0;
  const culprit = expression.slice(position, error.range?.end ?? position);
  if (error.code === 'unknown_variable') {
    const suggestion = nearestName(culprit, names);
    const message = `unknown field "${culprit}"`;
    return { ok: false, message, position, ...(suggestion === undefined ? {} : { suggestion }) };
  }
  return { ok: false, message: inPlainWords(error.summary, expression, position), position };
}

function inPlainWords(summary: string, expression: string, position: number): string {
  const rest = expression.slice(position);
  if (/^=(?!=)/.test(rest)) return 'write == to compare';
  if (summary.includes('EOF')) return 'the condition ends too early';
  if (/\b(and|or|not)\b/i.test(expression)) return 'write && for "and", || for "or", ! for "not"';
  const misfit = /^no such overload: (.*)$/.exec(summary)?.[1];
  if (misfit !== undefined) return `these types do not go together: ${misfit}`;
  const call = /^found no matching overload for '(.*)'$/.exec(summary)?.[1];
  if (call !== undefined) return `there is no function ${call}`;
  return summary.charAt(0).toLowerCase() + summary.slice(1);
}
