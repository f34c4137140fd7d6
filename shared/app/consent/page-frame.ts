import type { PageLanguage } from './page-language.ts';

interface PageFrame {
  readonly language: PageLanguage;
  readonly title: string;
  /** What became of a form: it goes before the title in the browser's own bar, which a screen reader reads out first. */
  readonly told?: string;
  /** HTML of the page within `main`, under the title. */
  readonly content: string;
}

/** Makes text that people wrote part of HTML, also within an attribute. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A page of Perennial's own: no script, nothing from elsewhere, in light and dark, readable on a phone. */
export const pageFrame = ({ language, title, told, content }: PageFrame): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${told === undefined ? '' : `${told} – `}${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
  <h1>${title}</h1>
  ${content}
</main>
</body>
</html>
`;

/** Contrast: text 12:1 or more, the button's 6:1, hints 6:1 (WCAG 2.2 AA wants 4.5:1). */
const STYLE = `
  :root { color-scheme: light dark; --ink: #24302b; --quiet: #55615b; --line: #c9d2cd; --card: #fff; --page: #f4f6f5; --accent: #0f6b4f; --on-accent: #fff }
  @media (prefers-color-scheme: dark) { :root { --ink: #e8eeea; --quiet: #a9b5ae; --line: #3c4842; --card: #1d2421; --page: #131816; --accent: #7fd1b3; --on-accent: #0c2a20 } }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--page); color: var(--ink); font: 1.0625rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif }
  main { max-width: 36rem; margin: 8vh auto; padding: 0 1.25rem 4rem }
  h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem }
  p { margin: .5rem 0; overflow-wrap: anywhere }
  a { color: var(--accent) }
  fieldset { margin: 1.25rem 0; padding: .5rem 1.25rem 1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); min-width: 0 }
  legend { padding: 0 .4rem; font-weight: 600 }
  .choice { display: grid; grid-template-columns: 1.5rem 1fr; column-gap: .75rem; padding: .6rem 0; align-items: start }
  .choice + .choice { border-top: 1px solid var(--line) }
  .topic { padding-left: 1.25rem }
  input[type=checkbox] { width: 1.35rem; height: 1.35rem; margin: .15rem 0 0; accent-color: var(--accent) }
  label { font-weight: 500; min-height: 1.5rem; overflow-wrap: anywhere }
  .hint { grid-column: 2; margin: 0; color: var(--quiet); font-size: .9375rem }
  .actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem }
  button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .55rem 1.2rem; border: 2px solid var(--accent); border-radius: .5rem; background: var(--accent); color: var(--on-accent); cursor: pointer }
  button.plain { background: transparent; color: var(--accent) }
  :is(button, a, input):focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
  .notice { padding: .75rem 1rem; border-left: 4px solid var(--accent); border-radius: .25rem; background: var(--card) }
  .language { margin-top: 1.5rem; font-size: .9375rem }
  .language a { display: inline-block; padding: .6rem 0 }
`;
