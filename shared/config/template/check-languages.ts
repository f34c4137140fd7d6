import type { TemplateContext } from './template-context.ts';
import { mjmlPathOf } from './template-sources.ts';
import type { TemplateStrings } from './template-strings.ts';
import { nameUse } from './template-uses.ts';

interface TemplateParts {
  readonly languages: ReadonlyMap<string, TemplateStrings>;
  readonly hasMail: boolean;
}

/** Checks that a template has what it is sent as, in the shop's own language and in each that the shop says it speaks. */
export function checkLanguages(
  { folder, problems, locale, locales, uses }: TemplateContext,
  name: string,
  { languages, hasMail }: TemplateParts,
): void {
  const fileOf = (of: string) => `templates/${name}/${of}.yaml`;
  const wanted = [...new Set([...(locale === undefined ? [] : [locale]), ...locales])];
  for (const each of wanted) {
    if (folder.files.has(fileOf(each))) continue;
    const whose = each === locale ? "the shop's own language" : 'a language that shop.yaml names';
    problems.addToFile(fileOf(each), `the texts in ${whose}, ${each}, are missing`);
  }
  const texting = [...languages].filter(([, own]) => own.has('sms'));
  if (!hasMail && texting.length === 0) {
    const message =
      'this file is missing; a template needs it, or a text message: a text "sms" in each language';
    problems.addToFile(mjmlPathOf(name), message);
    return;
  }
  const [use] = uses.filter(({ channels }) => channels.includes('sms'));
  const why = use === undefined ? texting.map(([of]) => `${of}.yaml has one`)[0] : `${nameUse(use)} sends it`;
  for (const each of wanted) {
    if (why === undefined || languages.get(each)?.has('sms') !== false) continue;
    problems.addToFile(fileOf(each), `missing text "sms": ${why}`);
  }
  const [mailing] = uses.filter(({ channels }) => channels.includes('email'));
  if (!hasMail && mailing !== undefined)
    problems.addToFile(mjmlPathOf(name), `this file is missing; ${nameUse(mailing)} sends it by e-mail`);
}
