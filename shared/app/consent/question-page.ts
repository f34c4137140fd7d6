import { languageSwitch } from './language-switch.ts';
import { pageFrame } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';

interface QuestionPage<Kind extends string> {
  readonly kind: Kind;
  readonly language: PageLanguage;
  /** The page's own token, as it came. */
  readonly token: string;
  readonly texts: Readonly<Record<'title' | 'ask' | 'button' | Kind, string>>;
  /** HTML after the question, or the answer. */
  readonly more?: string;
}

/** A page that asks one thing, with a button to say yes, or that tells what came of it. */
export function questionPage<Kind extends string>({
  kind,
  language,
  token,
  texts,
  more = '',
}: QuestionPage<Kind>): string {
  // The form has no action: it posts to the page's own address, with the token in it.
  const form = `<form method="post"><div class="actions"><button>${texts.button}</button></div></form>`;
  const told = kind === 'ask' ? `<p>${texts.ask}</p>${form}` : `<p role="status">${texts[kind]}</p>`;
  // Once it is done, the same address would ask again.
  const other = kind === 'done' ? '' : languageSwitch(language, token);
  return pageFrame({
    language,
    title: texts.title,
    ...(kind !== 'ask' && { told: texts[kind] }),
    content: `${told}${more}${other}`,
  });
}
