import { en, type Text } from './en.ts';
import { zhCn } from './zh-cn.ts';

/** The languages of the page, by BCP 47 tag. */
export const LANGUAGES = { en, 'zh-CN': zhCn } as const satisfies Record<string, Text>;
export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_TAGS: readonly Language[] = ['en', 'zh-CN'];

const STORE_KEY = 'perennial.language';

const isLanguage = (value: string | null): value is Language =>
  LANGUAGE_TAGS.some((language) => language === value);

/** The language that was chosen before, else the first of the browser's that the page has, else English. */
export function initialLanguage(): Language {
  const stored = readStored();
  if (isLanguage(stored)) return stored;
  for (const tag of navigator.languages) {
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'en';
}

/** Keeps the choice for the next visit, where the browser lets the page keep anything. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(STORE_KEY, language);
  } catch {
    // Storage is switched off: the choice holds until the page is closed.
  }
}

/** The locale of numbers and dates: the browser's own variety of the language where it has one (en-GB, zh-TW is not zh-CN). */
export function formatLocale(language: Language): string {
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORE_KEY);
  } catch {
    return null;
  }
}
