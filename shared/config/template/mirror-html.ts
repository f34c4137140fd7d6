const RIGHT_TO_LEFT_SCRIPTS = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
]);

/** Whether a language, by its BCP 47 tag, is written from right to left. */
export const isRightToLeft = (locale: string): boolean =>
  RIGHT_TO_LEFT_SCRIPTS.has(new Intl.Locale(locale).maximize().script ?? '');

const OTHER_SIDE: Readonly<Record<string, string>> = { left: 'right', right: 'left' };
const swap = (side: string): string => OTHER_SIDE[side] ?? side;

/**
 * Compiled HTML turned round for a language that is written from right to left: direction, alignment, paddings, borders and the order of
 * columns. Mail programs know no logical properties (`margin-inline-start`), so it is done where the mail is compiled.
 */
export const mirrorHtml = (html: string): string =>
  html
    .replace(/(<(?:html|body)\b[^>]*?)\sdir="[^"]*"/gi, '$1')
    .replace(/<(html|body)\b/gi, '<$1 dir="rtl"')
    .replace(/\bdirection:\s*ltr\b/gi, 'direction:rtl')
    .replace(/(<[a-z0-9]+\b[^>]*?\salign=")(left|right)"/gi, (_, before, side) => `${before}${swap(side)}"`)
    .replace(/\b(text-align:\s*)(left|right)\b/gi, (_, property, side) => `${property}${swap(side)}`)
    .replace(
      /\b(padding|margin|border)-(left|right)(?=[-:])/gi,
      (_, property, side) => `${property}-${swap(side)}`,
    )
    .replace(
      /\b(padding|margin):\s*([\w.%-]+)\s+([\w.%-]+)\s+([\w.%-]+)\s+([\w.%-]+)(?=\s*[;"!])/gi,
      (_, property, top, right, bottom, left) => `${property}:${top} ${left} ${bottom} ${right}`,
    );
