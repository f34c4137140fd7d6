import { MAIL_SLOTS, type MailVariables } from '../../domain/message/mail-variables.ts';
import { nearestName } from '../../nearest-name.ts';
import type { ShopProblem } from '../shop-problem.ts';
import type { TextPosition } from '../text-position.ts';
import { analyseLiquid, findEmptySlot } from './liquid-source.ts';

/** A text with Liquid in it, and how to name a place in it. */
interface LiquidText {
  readonly file: string;
  readonly path: string;
  readonly text: string;
  readonly positionOf: (offset: number) => TextPosition;
  /** Customers to fill it for. */
  readonly samples: readonly MailVariables[];
}

interface CheckedSlots {
  readonly problems: readonly ShopProblem[];
  /** Keys of the texts that it wants by `{{ t.key }}`, with the place of the first mention. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Checks that a text's Liquid is valid, names only slots that there are, and leaves none empty for any sample. */
export function checkSlots({ file, path, text, positionOf, samples }: LiquidText): CheckedSlots {
  const problems: ShopProblem[] = [];
  const keys = new Map<string, string>();
  const add = (offset: number, message: string, suggestion?: string) => {
    const problem = { file, ...positionOf(offset), path, message };
    problems.push(suggestion === undefined ? problem : { ...problem, suggestion });
  };
  const analysed = analyseLiquid(text);
  if (!analysed.ok) {
    add(analysed.offset, analysed.message);
    return { problems, keys };
  }
  for (const use of analysed.uses) {
    const key = use.path.startsWith('t.') ? use.path.slice('t.'.length) : undefined;
    if (key !== undefined && !keys.has(key)) {
      const { line, column } = positionOf(use.offset);
      keys.set(key, `${file}:${line}:${column}`);
    }
    if (key !== undefined || use.path === 't') {
      if (!use.standsAlone || key === undefined)
        add(use.offset, `texts can only be put in whole, as {{ ${use.path} }}`);
    } else if (!isSlot(use.path)) {
      add(use.offset, `unknown slot "${use.path}"`, nearestName(use.path, MAIL_SLOTS));
    }
  }
  if (problems.length > 0) return { problems, keys };
  const texts = placeholders(keys.keys());
  for (const sample of samples) {
    const empty = findEmptySlot(text, { ...sample, t: texts });
    if (empty === undefined) continue;
    add(empty.offset, `${empty.slot} may be empty; give it a default, or put it within an if`);
    break;
  }
  return { problems, keys };
}

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
