import { convert } from 'html-to-text';

/** Tags on a line of their own: the lines after them would stay where a tag shows nothing, and come again in a loop. */
const TAGS_ALONE = /^((?:[ \t]*\{%(?:(?!%\})[\s\S])*%\})+)[ \t]*\n+/gm;

/** The plain-text part of a mail from its HTML. Liquid in the HTML stays as it is. */
export function htmlToPlainText(html: string): string {
  return convert(html, {
    wordwrap: false,
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'div', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      // The preheader: only there for the list of mails.
      { selector: 'div[style*="display:none"]', format: 'skip' },
      { selector: 'a', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
      ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  })
    .replace(/[ \t]+$/gm, '')
    .replace(TAGS_ALONE, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
