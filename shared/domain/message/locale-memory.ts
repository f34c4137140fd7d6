import { pickLocale } from './pick-locale.ts';

/** Locales remembered; customers' files hold all sorts of tags. */
const LOCALES_KEPT = 10_000;

/** `pickLocale` among what each template has, worked out once for each wish. */
export function createLocaleMemory(
  localesOf: (template: string) => readonly string[],
): (template: string, wanted: string | undefined, fallback: string) => string | undefined {
  const remembered = new Map<string, string | undefined>();
  return (template, wanted, fallback) => {
    const key = `${template}\n${wanted ?? ''}\n${fallback}`;
    if (!remembered.has(key)) {
      if (remembered.size >= LOCALES_KEPT) remembered.clear();
      remembered.set(key, pickLocale(localesOf(template), wanted, fallback));
    }
    return remembered.get(key);
  };
}
