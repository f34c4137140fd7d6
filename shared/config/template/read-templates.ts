import type { MessageTemplate, Templates } from '../../domain/message/template.ts';
import type { Rules } from '../../domain/rules.ts';
import { sharedStringsFileSchema } from '../files/strings-file.ts';
import type { ShopFolder } from '../read-shop-folder.ts';
import type { ShopProblems } from '../shop-problems.ts';
import { checkRendering } from './check-rendering.ts';
import { checkStrings } from './check-texts.ts';
import { readTemplate } from './read-template.ts';
import { messageSamples, shopVariables } from './sample-variables.ts';
import { SHARED_TEMPLATE_FOLDER, templateNames } from './template-names.ts';
import { flattenStrings, type TemplateStrings } from './template-strings.ts';
import { templateUses } from './template-uses.ts';

/** Compiles and tries all templates. Problems are added; a template with any is empty in the result. */
export async function readTemplates(
  folder: ShopFolder,
  rules: Pick<Rules, 'shop' | 'campaigns' | 'texts' | 'consent'> | undefined,
  problems: ShopProblems,
  cacheDirectory: string | undefined,
): Promise<Templates> {
  const shop = rules?.shop;
  // Of a campaign that is left out for what is wrong in it, nobody knows what it sends.
  const isComplete = !problems.list.some(({ file }) => file.includes('campaigns/'));
  const usesOf = templateUses(isComplete ? (rules?.campaigns ?? []) : [], rules?.consent?.doubleOptIn);
  const samplesOf = (name: string) => (shop === undefined ? [] : messageSamples(shop, usesOf.get(name)));
  const sharedStrings = readSharedStrings(folder, problems);
  const anySamples = shop === undefined ? [] : messageSamples(shop);
  for (const strings of sharedStrings.values()) checkStrings({ problems, samples: anySamples }, strings);
  const context = {
    folder,
    problems,
    locale: shop?.locale,
    locales: shop?.locales ?? [],
    shop: shop === undefined ? {} : { ...shopVariables(shop) },
    links: shop?.links,
    sharedStrings,
    cacheDirectory,
  };
  const templates: Record<string, Readonly<Record<string, MessageTemplate>>> = {};
  for (const name of templateNames(folder))
    templates[name] = await readTemplate(
      { ...context, uses: usesOf.get(name) ?? [], samples: samplesOf(name) },
      name,
    );
  // What is known to be wrong already would be told a second time, at a place less exact.
  if (problems.list.length === 0) checkRendering(templates, samplesOf, problems, rules?.texts);
  return templates;
}

function readSharedStrings(folder: ShopFolder, problems: ShopProblems): Map<string, TemplateStrings> {
  const byLocale = new Map<string, TemplateStrings>();
  const prefix = `templates/${SHARED_TEMPLATE_FOLDER}/`;
  for (const path of folder.files.keys()) {
    if (!path.startsWith(prefix) || !path.endsWith('.yaml')) continue;
    const file = problems.read(path, sharedStringsFileSchema);
    const locale = path.slice(prefix.length, -'.yaml'.length);
    if (file !== undefined) byLocale.set(locale, flattenStrings(file.value, file.yaml));
  }
  return byLocale;
}
