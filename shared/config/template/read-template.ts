import { escapeHtml } from '../../domain/message/liquid-engines.ts';
import type { EmailTemplate } from '../../domain/message/template.ts';
import { localeSchema } from '../files/shop-file.ts';
import { stringsFileSchema } from '../files/strings-file.ts';
import { checkTexts } from './check-texts.ts';
import { compileMjml } from './compile-mjml.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { type TemplateContext, textsIn } from './template-context.ts';
import { findTemplateSources } from './template-sources.ts';
import {
  fillHtmlStrings,
  fillShopSlots,
  fillTextStrings,
  flattenStrings,
  type TemplateStrings,
} from './template-strings.ts';

/** One template in every language that it has texts in. Empty, with the problems added, where something is wrong. */
export async function readTemplate(
  context: TemplateContext,
  name: string,
): Promise<Readonly<Record<string, EmailTemplate>>> {
  const { folder, problems } = context;
  const before = problems.list.length;
  const sources = findTemplateSources(folder, name, problems);
  const languages = readLanguages(context, name);
  if (sources === undefined) return {};
  checkTexts(context, name, sources, languages);
  const html = await compileMjml(folder, sources, problems, context.cacheDirectory);
  if (html === undefined || problems.list.length > before) return {};

  const ownText = sources.textPath === undefined ? undefined : folder.files.get(sources.textPath);
  return Object.fromEntries(
    [...languages].map(([locale, own]) => {
      const texts = textsIn(context, locale, own);
      const filled = fillHtmlStrings(html, texts);
      const text = ownText === undefined ? htmlToPlainText(filled) : fillTextStrings(ownText, texts);
      const plain = (source: string) => fillShopSlots(source, context.shop, (value) => value);
      const mail: EmailTemplate = {
        subject: plain(own.get('subject')?.text.trim() ?? ''),
        preheader: plain(own.get('preheader')?.text.trim() ?? ''),
        html: fillShopSlots(filled, context.shop, escapeHtml),
        text: plain(text),
      };
      return [locale, mail];
    }),
  );
}

/** The template's own texts by locale. */
function readLanguages({ folder, problems, locale }: TemplateContext, name: string) {
  const languages = new Map<string, TemplateStrings>();
  const prefix = `templates/${name}/`;
  const files = [...folder.files.keys()].filter((path) => path.startsWith(prefix) && path.endsWith('.yaml'));
  for (const path of files) {
    const fileLocale = path.slice(prefix.length, -'.yaml'.length);
    const tag = localeSchema.safeParse(fileLocale);
    if (!tag.success)
      problems.addToFile(path, tag.error.issues[0]?.message ?? 'is not named after a language');
    const file = problems.read(path, stringsFileSchema);
    if (file !== undefined) languages.set(fileLocale, flattenStrings(file.value, file.yaml));
  }
  if (locale !== undefined && !files.includes(`${prefix}${locale}.yaml`)) {
    const message = `the texts in the shop's own language, ${locale}, are missing`;
    problems.addToFile(`${prefix}${locale}.yaml`, message);
  }
  return languages;
}
