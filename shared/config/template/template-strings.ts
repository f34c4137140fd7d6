import { escapeHtml } from '../../domain/message/liquid-engines.ts';
import type { YamlFile } from '../yaml-file.ts';

/** One text of a template in one language, and where it comes from. */
interface TemplateString {
  readonly text: string;
  readonly path: readonly string[];
  readonly yaml: YamlFile;
}

/** Texts by key, for example `hero.title`. */
export type TemplateStrings = ReadonlyMap<string, TemplateString>;

type StringsValue = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The strings by the key that templates use: `key`, or `key.inner` for those one level down. */
export function flattenStrings(value: StringsValue, yaml: YamlFile): TemplateStrings {
  const strings = new Map<string, TemplateString>();
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === 'string') strings.set(key, { text: entry, path: [key], yaml });
    else
      for (const [inner, text] of Object.entries(entry))
        strings.set(`${key}.${inner}`, { text, path: [key, inner], yaml });
  }
  return strings;
}

const PLACEHOLDER = /\{\{-?\s*t\.([\w.-]+?)\s*-?\}\}/g;
const LIQUID = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;

/** Puts the texts where `{{ t.key }}` stands in HTML. Texts are plain: what is not Liquid in them is escaped. */
export const fillHtmlStrings = (html: string, strings: TemplateStrings): string =>
  fill(html, strings, (text) =>
    text
      .split(LIQUID)
      .map((part, index) => (index % 2 === 0 ? escapeHtml(part).replaceAll('\n', '<br />') : part))
      .join(''),
  );

/** Puts the texts where `{{ t.key }}` stands in plain text. */
export const fillTextStrings = (text: string, strings: TemplateStrings): string =>
  fill(text, strings, (string) => string);

const SHOP_SLOT = /\{\{-?\s*shop\.(\w+)\s*-?\}\}/g;

/** Fills the slots whose value is the same in every mail, so that it is not done again for each. */
export function fillShopSlots(
  source: string,
  shop: Readonly<Record<string, string>>,
  write: (text: string) => string,
): string {
  return source.replace(SHOP_SLOT, (slot, name: string) => {
    const value = shop[name];
    // A value that looks like Liquid must not become some.
    return value === undefined || /\{[{%]/.test(value) ? slot : write(value);
  });
}

/** YAML's block texts end with a line break; a space that ends a quoted text is meant, such as before a link. */
const BLOCK_END = /\n\s*$/;

function fill(source: string, strings: TemplateStrings, write: (text: string) => string): string {
  return source.replace(PLACEHOLDER, (placeholder, key: string) => {
    const string = strings.get(key);
    return string === undefined ? placeholder : write(string.text.replace(BLOCK_END, ''));
  });
}
