import { nearestName } from '../../nearest-name.ts';
import { positionAt } from '../text-position.ts';
import { checkSlots } from './check-slots.ts';
import { type TemplateContext, textsIn } from './template-context.ts';
import type { TemplateSources } from './template-sources.ts';
import type { TemplateStrings } from './template-strings.ts';

/** Texts that are not put in by a key. */
const ALWAYS_WANTED = ['subject', 'preheader'];

/** Checks the Liquid of a template's own files and of its texts, and that each wanted text is there in each language. */
export function checkTexts(
  context: TemplateContext,
  name: string,
  sources: TemplateSources,
  languages: ReadonlyMap<string, TemplateStrings>,
): void {
  const wanted = wantedKeys(context, sources);
  for (const [locale, own] of languages) {
    const present = textsIn(context, locale, own);
    for (const [key, place] of wanted) {
      if (present.has(key)) continue;
      const message = `missing text "${key}", which ${place} wants`;
      context.problems.addToFile(`templates/${name}/${locale}.yaml`, message);
    }
    checkStrings(context, own);
    tellUnwanted(context, own, wanted);
  }
}

/** Checks the Liquid in texts. */
export function checkStrings(
  { problems, samples }: Pick<TemplateContext, 'problems' | 'samples'>,
  strings: TemplateStrings,
): void {
  for (const [key, { text, path, yaml }] of strings) {
    const positionOf = (offset: number) => yaml.positionWithin(path, offset);
    const checked = checkSlots({ file: yaml.file, path: key, text, positionOf, samples });
    checked.problems.forEach(problems.add);
    for (const inner of checked.keys.keys())
      problems.addAt(yaml, path, `a text cannot hold another text; write out {{ t.${inner} }}`);
  }
}

/** Keys of the texts that a template's files want, each with the place of the first mention. */
function wantedKeys(
  { folder, problems, samples }: TemplateContext,
  sources: TemplateSources,
): ReadonlyMap<string, string> {
  const wanted = new Map<string, string>();
  for (const path of sources.paths) {
    const text = folder.files.get(path) ?? '';
    const positionOf = (offset: number) => positionAt(text, offset);
    const checked = checkSlots({ file: folder.shownPath(path), path: '', text, positionOf, samples });
    checked.problems.forEach(problems.add);
    for (const [key, place] of checked.keys) if (!wanted.has(key)) wanted.set(key, place);
  }
  return wanted;
}

function tellUnwanted(
  { problems }: TemplateContext,
  own: TemplateStrings,
  wanted: ReadonlyMap<string, string>,
): void {
  for (const [key, { path, yaml }] of own) {
    if (ALWAYS_WANTED.includes(key) || wanted.has(key)) continue;
    const problem = { file: yaml.file, ...yaml.positionOfKey(path), path: key };
    const message = `nothing in this template wants the text "${key}"`;
    const suggestion = nearestName(key, wanted.keys());
    problems.add(suggestion === undefined ? { ...problem, message } : { ...problem, message, suggestion });
  }
}
