import type { PageLanguage } from './page-language.ts';

const NAMES = { en: 'English', 'zh-CN': '简体中文' } as const satisfies Record<PageLanguage, string>;

/** HTML of the link to the same page in the other language, named in that language. */
export function languageSwitch(language: PageLanguage, token: string): string {
  const other = language === 'en' ? 'zh-CN' : 'en';
  // Relative, so that it stays at whatever address serves the page.
  const url = `?token=${encodeURIComponent(token.slice(0, LONGEST_TOKEN).toWellFormed())}&amp;lang=${other}`;
  return `<p class="language"><a href="${url}" lang="${other}" hreflang="${other}">${NAMES[other]}</a></p>`;
}

/** In characters; a token of this shop's is far shorter, and what is longer is none. */
const LONGEST_TOKEN = 4_000;
