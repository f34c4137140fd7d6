/** The languages of Perennial's own pages. */
export type PageLanguage = 'en' | 'zh-CN';

/** What a page is written in: as asked for on the page itself, else the customer's language, else the browser's. */
export function pageLanguage(
  asked: string | undefined,
  customerLocale: string | undefined,
  acceptLanguage: string | undefined,
): PageLanguage {
  if (asked === 'en' || asked === 'zh-CN') return asked;
  return /^\s*zh\b/i.test(customerLocale ?? acceptLanguage ?? '') ? 'zh-CN' : 'en';
}
