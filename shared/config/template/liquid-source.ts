import { LiquidError, type Template, type Variable } from 'liquidjs';
import { createHtmlEngine, fillTemplate } from '../../domain/message/liquid-engines.ts';
import { findProductLoops } from './product-loops.ts';

/** One mention of a variable in a Liquid text. */
export interface LiquidUse {
  /** For example `customer.name`; cut off where an index is worked out. */
  readonly path: string;
  /** In UTF-16 units from the beginning of the text. */
  readonly offset: number;
  /** Whether it stands alone, as `{{ path }}`. */
  readonly standsAlone: boolean;
  /** Names that stand for a recommended product there: those of the loops around it. */
  readonly products: readonly string[];
  /** Present where it is of a recommended product: what it wants of it, for example `sku`; empty for the product itself. */
  readonly productField?: string;
}

export type LiquidSource =
  | {
      readonly ok: true;
      readonly uses: readonly LiquidUse[];
      /** Why it cannot be filled with the values: the first slot that they leave empty, or a limit that it exceeds. */
      readonly findFillProblem: (values: object) => FillProblem | undefined;
    }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** What keeps a text from being filled for some customer. */
interface FillProblem {
  readonly message: string;
  /** Of the slot or tag, as written. */
  readonly slot: string;
  readonly offset: number;
}

const engine = createHtmlEngine();

/**
 * Finds the variables that a Liquid text needs from outside, and the mentions of recommended products, in the order in which
 * they stand. `products` are names that stand for one wherever the text is put.
 */
export function analyseLiquid(text: string, products: readonly string[]): LiquidSource {
  let templates: Template[];
  try {
    templates = engine.parse(text);
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const message = error.message.split('\n')[0]?.replace(/, line:\d+, col:\d+$/, '') ?? error.name;
    return { ok: false, message: `not valid Liquid: ${message}`, offset: error.token.begin };
  }
  const uses = [...usesIn(templates, text, products).values()];
  return {
    ok: true,
    uses: uses.sort((left, right) => left.offset - right.offset),
    findFillProblem: (values) => findFillProblem(templates, values),
  };
}

function findFillProblem(templates: Template[], values: object): FillProblem | undefined {
  try {
    fillTemplate(engine, templates, values);
    return undefined;
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const offset = error.token.begin;
    const limit = /(?:render|memory alloc) limit exceeded/.exec(error.message)?.[0];
    const slot = error.token.getText();
    if (limit !== undefined) return { message: `too much to fill for one message: ${limit}`, slot, offset };
    return { message: `${slot} may be empty; give it a default, or put it within an if`, slot, offset };
  }
}

/** By offset. */
function usesIn(templates: Template[], text: string, products: readonly string[]): Map<number, LiquidUse> {
  const { globals } = engine.analyzeSync(templates, { partials: false });
  const uses = new Map<number, LiquidUse>();
  for (const variable of Object.values(globals).flat()) {
    const use = toUse(variable, text, products);
    uses.set(use.offset, use);
  }
  for (const { variable, body } of findProductLoops(templates)) {
    for (const [offset, use] of usesIn(body, text, [...products, variable])) {
      // What else the body needs from outside may have been made by a tag before the loop.
      if (uses.has(offset) || use.productField !== undefined) uses.set(offset, use);
    }
  }
  return uses;
}

function toUse(variable: Variable, text: string, products: readonly string[]): LiquidUse {
  const segments: string[] = [];
  for (const segment of variable.segments) {
    if (typeof segment !== 'string') break;
    segments.push(segment);
  }
  const path = segments.join('.');
  const { row, col } = variable.location;
  const offset = offsetOf(text, row, col);
  const before = text.slice(Math.max(0, offset - 40), offset);
  const after = text.slice(offset + path.length, offset + path.length + 40);
  const use = { path, offset, standsAlone: /\{\{-?\s*$/.test(before) && /^\s*-?\}\}/.test(after), products };
  const productField = productFieldOf(variable, products);
  return productField === undefined ? use : { ...use, productField };
}

/** Undefined where it is not of a product. */
function productFieldOf({ segments }: Variable, products: readonly string[]): string | undefined {
  const [root, position] = segments;
  if (typeof root === 'string' && products.includes(root)) return segments.slice(1).join('.');
  const isOne = typeof position === 'number' || position === 'first' || position === 'last';
  return root === 'recommendations' && isOne ? segments.slice(2).join('.') : undefined;
}

function offsetOf(text: string, row: number, column: number): number {
  let lineStart = 0;
  for (let line = 1; line < row; line += 1) lineStart = text.indexOf('\n', lineStart) + 1;
  return lineStart + column - 1;
}
