/**
 * The locale of `available` for a customer who reads `wanted`: the same, else the nearest parent (zh-Hans-CN, zh-Hans,
 * zh), else one of the same language and script (zh for zh-CN, but never zh-CN for a reader of Traditional Chinese),
 * else the same of `fallback`. Undefined where none fits.
 */
export function pickLocale(
  available: readonly string[],
  wanted: string | undefined,
  fallback: string,
): string | undefined {
  return (wanted === undefined ? undefined : match(available, wanted)) ?? match(available, fallback);
}

function match(available: readonly string[], tag: string): string | undefined {
  const wanted = tag.replaceAll('_', '-').toLowerCase();
  const subtags = wanted.split('-');
  for (let length = subtags.length; length > 0; length -= 1) {
    const parent = subtags.slice(0, length).join('-');
    // "zh-TW" has the parent "zh", which is Simplified Chinese: a parent must be in the reader's script.
    const found = available.find((locale) => locale.toLowerCase() === parent);
    if (
      found !== undefined &&
      (length === subtags.length || languageAndScript(found) === languageAndScript(wanted))
    )
      return found;
  }
  const script = languageAndScript(wanted);
  return script === undefined ? undefined : available.find((locale) => languageAndScript(locale) === script);
}

/** "zh-Hans" for zh, zh-CN and zh-SG; "zh-Hant" for zh-TW and zh-HK. Undefined for what is not a language tag. */
function languageAndScript(tag: string): string | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return undefined;
  }
}
