import { LiquidError, type Variable } from 'liquidjs';
import { createHtmlEngine } from '../../domain/message/liquid-engines.ts';

/** One mention of a variable in a Liquid text. */
interface LiquidUse {
  /** For example `customer.name`; cut off where an index is worked out. */
  readonly path: string;
  /** In UTF-16 units from the beginning of the text. */
  readonly offset: number;
  /** Whether it stands alone, as `{{ path }}`. */
  readonly standsAlone: boolean;
}

export type LiquidSource =
  | { readonly ok: true; readonly uses: readonly LiquidUse[] }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** A slot that stays empty for some customer. */
export interface EmptySlot {
  readonly slot: string;
  readonly offset: number;
}

const engine = createHtmlEngine();

/** The first slot of a valid Liquid text that the values leave empty, or that cannot be worked out from them. */
export function findEmptySlot(text: string, values: object): EmptySlot | undefined {
  try {
    engine.renderSync(engine.parse(text), values);
    return undefined;
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    return { slot: error.token.getText(), offset: error.token.begin };
  }
}

/** Finds the variables that a Liquid text needs from outside, in the order in which they stand. */
export function analyseLiquid(text: string): LiquidSource {
  try {
    const { globals } = engine.analyzeSync(engine.parse(text), { partials: false });
    const uses = Object.values(globals)
      .flat()
      .map((variable) => toUse(variable, text))
      .sort((left, right) => left.offset - right.offset);
    return { ok: true, uses };
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const message = error.message.split('\n')[0]?.replace(/, line:\d+, col:\d+$/, '') ?? error.name;
    return { ok: false, message: `not valid Liquid: ${message}`, offset: error.token.begin };
  }
}

function toUse(variable: Variable, text: string): LiquidUse {
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
  return { path, offset, standsAlone: /\{\{-?\s*$/.test(before) && /^\s*-?\}\}/.test(after) };
}

function offsetOf(text: string, row: number, column: number): number {
  let lineStart = 0;
  for (let line = 1; line < row; line += 1) lineStart = text.indexOf('\n', lineStart) + 1;
  return lineStart + column - 1;
}
