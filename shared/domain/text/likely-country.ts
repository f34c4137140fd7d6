/**
 * The country (ISO 3166-1 alpha-2) in which most read a language (BCP 47), for trying out a text that nobody gets: CN for zh-CN, US for
 * en (Unicode likely subtags). Undefined for what is no language tag.
 */
export function likelyCountry(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).maximize().region;
  } catch {
    return undefined;
  }
}
