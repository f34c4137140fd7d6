import type { LinkRules } from '../../domain/message/link-parameters.ts';
import type { ShopFolder } from '../read-shop-folder.ts';
import type { ShopProblems } from '../shop-problems.ts';
import type { MessageSample } from './sample-variables.ts';
import type { TemplateStrings } from './template-strings.ts';
import type { TemplateUse } from './template-uses.ts';

/** What reading a template needs beside its own files. */
export interface TemplateContext {
  readonly folder: ShopFolder;
  readonly problems: ShopProblems;
  /** The shop's own locale, where known: every template must have it. */
  readonly locale: string | undefined;
  /** All that the shop says it speaks; every template must have each. */
  readonly locales: readonly string[];
  /** What messages show of the shop. */
  readonly shop: Readonly<Record<string, string>>;
  /** What links tell of the message; nothing where absent. */
  readonly links: LinkRules | undefined;
  /** How campaigns send the template. */
  readonly uses: readonly TemplateUse[];
  /** Values to try every text on. */
  readonly samples: readonly MessageSample[];
  /** Texts that all templates share, by locale. */
  readonly sharedStrings: ReadonlyMap<string, TemplateStrings>;
  readonly cacheDirectory: string | undefined;
}

/** Every text that a template has in a locale: its own before the shared ones, and `t.locale`. */
export function textsIn(context: TemplateContext, locale: string, own: TemplateStrings): TemplateStrings {
  const [anyOwn] = own.values();
  const built = anyOwn === undefined ? [] : [['locale', { ...anyOwn, text: locale }] as const];
  return new Map([...built, ...(context.sharedStrings.get(locale) ?? []), ...own]);
}
