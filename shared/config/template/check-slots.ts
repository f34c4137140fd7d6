import { MAIL_SLOTS, type MailVariables } from '../../domain/message/mail-variables.ts';
import { nearestName } from '../../nearest-name.ts';
import type { ShopProblem } from '../shop-problem.ts';
import type { TextPosition } from '../text-position.ts';
import { checkProductField, type UseProblem } from './check-product-field.ts';
import { analyseLiquid, findEmptySlot, type LiquidUse } from './liquid-source.ts';
import { mergeMentions, type TextMention } from './text-mention.ts';

/** A text with Liquid in it, and how to name a place in it. */
interface LiquidText {
  readonly file: string;
  readonly path: string;
  readonly text: string;
  readonly positionOf: (offset: number) => TextPosition;
  /** Customers to fill it for. */
  readonly samples: readonly MailVariables[];
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
    const wrong = checkUse(use);
    if (wrong !== undefined) add(use.offset, wrong.message, wrong.suggestion);
  }
  if (problems.length > 0) return { problems, keys };
  const texts = placeholders(keys.keys());
  for (const sample of samplesWithin(samples, products)) {
    const empty = findEmptySlot(text, { ...sample, t: texts });
    if (empty === undefined) continue;
    add(empty.offset, `${empty.slot} may be empty; give it a default, or put it within an if`);
    break;
  }
  return { problems, keys };
}

/** The key in `t.key`. */
const textKey = (path: string): string | undefined =>
  path.startsWith('t.') ? path.slice('t.'.length) : undefined;

function checkUse({ path, standsAlone, productField }: LiquidUse): UseProblem | undefined {
  if (productField !== undefined) return checkProductField({ field: productField, standsAlone });
  const key = textKey(path);
  if (key !== undefined || path === 't') {
    if (standsAlone && key !== undefined) return undefined;
    return { message: `texts can only be put in whole, as {{ ${path} }}` };
  }
  if (path === 'recommendations' && standsAlone)
    return { message: 'a list cannot be shown whole; write {% for product in recommendations %}' };
  if (isSlot(path)) return undefined;
  const suggestion = nearestName(path, MAIL_SLOTS);
  const message = `unknown slot "${path}"`;
  return suggestion === undefined ? { message } : { message, suggestion };
}

/** Within loops over recommendations each name stands for a product; a customer without any does not get there. */
const samplesWithin = (samples: readonly MailVariables[], products: readonly string[]): readonly object[] =>
  products.length === 0
    ? samples
    : samples.flatMap((sample) =>
        sample.recommendations.map((product) => ({
          ...sample,
          ...Object.fromEntries(products.map((name) => [name, product])),
        })),
      );

/** Something in the place of every text, so that the slots around them can be tried. */
function placeholders(keys: Iterable<string>): object {
  const texts: Record<string, unknown> = {};
  for (const key of keys) {
    const [group = '', inner] = key.split('.');
    texts[group] = inner === undefined ? '…' : { ...Object(texts[group]), [inner]: '…' };
  }
  return texts;
}

const isSlot = (path: string): boolean =>
  MAIL_SLOTS.some((slot) => path === slot || path === `${slot}.size` || slot.startsWith(`${path}.`));
