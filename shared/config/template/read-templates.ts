import type { EmailTemplate, Templates } from '../../domain/message/template.ts';
import type { ShopSettings } from '../../domain/rules.ts';
import { sharedStringsFileSchema } from '../files/strings-file.ts';
import type { ShopFolder } from '../read-shop-folder.ts';
import type { ShopProblems } from '../shop-problems.ts';
import { checkRendering } from './check-rendering.ts';
import { checkStrings } from './check-texts.ts';
import { readTemplate } from './read-template.ts';
import { sampleVariables, shopVariables } from './sample-variables.ts';
import { SHARED_TEMPLATE_FOLDER, templateNames } from './template-names.ts';
import { flattenStrings, type TemplateStrings } from './template-strings.ts';

/** Compiles and tries all templates. Problems are added; a template with any is empty in the result. */
export async function readTemplates(
  folder: ShopFolder,
  shop: ShopSettings | undefined,
  problems: ShopProblems,
  cacheDirectory: string | undefined,
): Promise<Templates> {
  const samples = shop === undefined ? [] : sampleVariables(shop);
  const sharedStrings = readSharedStrings(folder, problems);
  for (const strings of sharedStrings.values()) checkStrings({ problems, samples }, strings);
  const context = {
    folder,
    problems,
    locale: shop?.locale,
    shop: shop === undefined ? {} : { ...shopVariables(shop) },
    samples,
    sharedStrings,
    cacheDirectory,
  };
  const templates: Record<string, Readonly<Record<string, EmailTemplate>>> = {};
  for (const name of templateNames(folder)) templates[name] = await readTemplate(context, name);
  // What is known to be wrong already would be told a second time, at a place less exact.
  if (problems.list.length === 0) checkRendering(templates, samples, problems);
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
