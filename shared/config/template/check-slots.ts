import type { MessageVariables } from '../../domain/message/message-variables.ts';
import type { ShopProblem } from '../shop-problem.ts';
import type { TextPosition } from '../text-position.ts';
import { checkProductField, type UseProblem } from './check-product-field.ts';
import { checkSlot } from './check-slot.ts';
import { analyseLiquid, type LiquidUse } from './liquid-source.ts';
import { type MessageSample, withMentioned } from './sample-variables.ts';
import { nameUse, type TemplateUse } from './template-uses.ts';
import { mergeMentions, type TextMention } from './text-mention.ts';

/** A text with Liquid in it, and how to name a place in it. */
interface LiquidText {
  readonly file: string;
  readonly path: string;
  readonly text: string;
  readonly positionOf: (offset: number) => TextPosition;
  /** Values to fill it with. */
  readonly samples: readonly MessageSample[];
  /** Names that stand for a recommended product, where the text is put within loops over them. */
  readonly products?: readonly string[];
}

interface CheckedSlots {
  readonly problems: readonly ShopProblem[];
  /** By key, the texts that it wants. */
  readonly keys: ReadonlyMap<string, TextMention>;
}

/** Checks that a text's Liquid is valid, names only slots that there are, and leaves none empty for any sample. */
export function checkSlots(liquidText: LiquidText): CheckedSlots {
  const { file, path, text, positionOf, samples, products = [] } = liquidText;
  const problems: ShopProblem[] = [];
  const keys = new Map<string, TextMention>();
  const add = (offset: number, message: string, suggestion?: string) => {
    const problem = { file, ...positionOf(offset), path, message };
    problems.push(suggestion === undefined ? problem : { ...problem, suggestion });
  };
  const uses = samples.flatMap(({ use }) => use ?? []);
  const analysed = analyseLiquid(text, products);
  if (!analysed.ok) {
    add(analysed.offset, analysed.message);
    return { problems, keys };
  }
  for (const use of analysed.uses) {
    const key = textKey(use.path);
    if (key !== undefined) {
      const { line, column } = positionOf(use.offset);
      const mention = { place: `${file}:${line}:${column}`, products: use.products };
      keys.set(key, mergeMentions(keys.get(key), mention));
    }
    const wrong = checkUse(use, uses);
    if (wrong !== undefined) add(use.offset, wrong.message, wrong.suggestion);
  }
  if (problems.length > 0) return { problems, keys };
  const texts = placeholders(keys.keys());
  for (const sample of samples) {
    const problem = withMentioned(sample, text)
      .flatMap((variables) => valuesWithin(variables, products))
      .map((values) => analysed.findFillProblem({ ...values, t: texts }))
      .find((found) => found !== undefined);
    if (problem === undefined) continue;
    add(problem.offset, `${problem.message}${inWhichUse(problem.slot, sample)}`);
    break;
  }
  return { problems, keys };
}

/** The key in `t.key`. */
const textKey = (path: string): string | undefined =>
  path.startsWith('t.') ? path.slice('t.'.length) : undefined;

function checkUse(
  { path, standsAlone, productField }: LiquidUse,
  uses: readonly TemplateUse[],
): UseProblem | undefined {
  if (productField !== undefined) return checkProductField({ field: productField, standsAlone });
  const key = textKey(path);
  if (key !== undefined || path === 't') {
    if (standsAlone && key !== undefined) return undefined;
    return { message: `texts can only be put in whole, as {{ ${path} }}` };
  }
  if (path === 'recommendations' && standsAlone)
    return { message: 'a list cannot be shown whole; write {% for product in recommendations %}' };
  return checkSlot(path, uses);
}

/** Of what a step gives, which step does not. */
const inWhichUse = (slot: string, { use }: MessageSample): string =>
  use !== undefined && /\b(?:offer|event)\./.test(slot) ? ` (${nameUse(use)})` : '';

/** Within loops over recommendations each name stands for a product; a customer without any does not get there. */
const valuesWithin = (values: MessageVariables, products: readonly string[]): readonly object[] =>
  products.length === 0
    ? [values]
    : values.recommendations.map((product) => ({
        ...values,
        ...Object.fromEntries(products.map((name) => [name, product])),
      }));

/** Something in the place of every text, so that the slots around them can be tried. */
function placeholders(keys: Iterable<string>): object {
  const texts: Record<string, unknown> = {};
  for (const key of keys) {
    const [group = '', inner] = key.split('.');
    texts[group] = inner === undefined ? '…' : { ...Object(texts[group]), [inner]: '…' };
  }
  return texts;
}
