import { nearestName } from '../../nearest-name.ts';
import { positionAt } from '../text-position.ts';
import { checkSlots } from './check-slots.ts';
import { type TemplateContext, textsIn } from './template-context.ts';
import type { TemplateStrings } from './template-strings.ts';
import { mergeMentions, type TextMention } from './text-mention.ts';

/** What a template is made of beside its texts. */
interface TextUsers {
  /** Files that put texts in by key. */
  readonly paths: readonly string[];
  /** Texts that are not put in by a key. */
  readonly always: readonly string[];
}

/** Checks the Liquid of a template's own files and of its texts, and that each wanted text is there in each language. */
export function checkTexts(
  context: TemplateContext,
  name: string,
  users: TextUsers,
  languages: ReadonlyMap<string, TemplateStrings>,
): void {
  const wanted = wantedKeys(context, users.paths);
  for (const [locale, own] of languages) {
    const present = textsIn(context, locale, own);
    for (const [key, { place }] of wanted) {
      if (present.has(key)) continue;
      const message = `missing text "${key}", which ${place} wants`;
      context.problems.addToFile(`templates/${name}/${locale}.yaml`, message);
    }
    checkStrings(context, own, wanted);
    tellUnwanted(context, own, wanted, users.always);
  }
}

/** Checks the Liquid in texts. `wanted` says within which loops they are put. */
export function checkStrings(
  { problems, samples }: Pick<TemplateContext, 'problems' | 'samples'>,
  strings: TemplateStrings,
  wanted?: ReadonlyMap<string, TextMention>,
): void {
  for (const [key, { text, path, yaml }] of strings) {
    const positionOf = (offset: number) => yaml.positionWithin(path, offset);
    const products = wanted?.get(key)?.products ?? [];
    const checked = checkSlots({ file: yaml.file, path: key, text, positionOf, samples, products });
    checked.problems.forEach(problems.add);
    for (const inner of checked.keys.keys())
      problems.addAt(yaml, path, `a text cannot hold another text; write out {{ t.${inner} }}`);
  }
}

/** The texts that a template's files want, by key. */
function wantedKeys(
  { folder, problems, samples }: TemplateContext,
  paths: readonly string[],
): ReadonlyMap<string, TextMention> {
  const wanted = new Map<string, TextMention>();
  for (const path of paths) {
    const text = folder.files.get(path) ?? '';
    const positionOf = (offset: number) => positionAt(text, offset);
    const checked = checkSlots({ file: folder.shownPath(path), path: '', text, positionOf, samples });
    checked.problems.forEach(problems.add);
    for (const [key, mention] of checked.keys) wanted.set(key, mergeMentions(wanted.get(key), mention));
  }
  return wanted;
}

function tellUnwanted(
  { problems }: TemplateContext,
  own: TemplateStrings,
  wanted: ReadonlyMap<string, TextMention>,
  always: readonly string[],
): void {
  for (const [key, { path, yaml }] of own) {
    if (always.includes(key) || wanted.has(key)) continue;
    const problem = { file: yaml.file, ...yaml.positionOfKey(path), path: key };
    const message = `nothing in this template wants the text "${key}"`;
    const suggestion = nearestName(key, wanted.keys());
    problems.add(suggestion === undefined ? { ...problem, message } : { ...problem, message, suggestion });
  }
}
