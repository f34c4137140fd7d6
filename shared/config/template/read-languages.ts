import { localeSchema } from '../files/shop-file.ts';
import { mailStringsSchema, smsStringsSchema } from '../files/strings-file.ts';
import type { TemplateContext } from './template-context.ts';
import { flattenStrings, type TemplateStrings } from './template-strings.ts';

const SMS_KEY = /^(?:sms|"sms"|'sms')[ \t]*:/m;

/** The template's own texts by locale. A template without a mail needs no subject, but a text message. */
export function readLanguages(
  { folder, problems }: Pick<TemplateContext, 'folder' | 'problems'>,
  name: string,
  hasMail: boolean,
): ReadonlyMap<string, TemplateStrings> {
  const languages = new Map<string, TemplateStrings>();
  const prefix = `templates/${name}/`;
  const paths = [...folder.files.keys()].filter((path) => path.startsWith(prefix) && path.endsWith('.yaml'));
  const isText = !hasMail && paths.some((path) => SMS_KEY.test(folder.files.get(path) ?? ''));
  for (const path of paths) {
    const locale = path.slice(prefix.length, -'.yaml'.length);
    const tag = localeSchema.safeParse(locale);
    if (!tag.success)
      problems.addToFile(path, tag.error.issues[0]?.message ?? 'is not named after a language');
    const file = problems.read(path, isText ? smsStringsSchema : mailStringsSchema);
    if (file !== undefined) languages.set(locale, flattenStrings(file.value, file.yaml));
  }
  return languages;
}
