import { escapeText } from '../consent/page-frame.ts';
import type { PageLanguage } from '../consent/page-language.ts';
import { questionPage } from '../consent/question-page.ts';

const TEXTS = {
  en: {
    title: 'Unsubscribe',
    ask: 'Do you want to stop getting these messages?',
    button: 'Yes, unsubscribe me',
    done: 'You are unsubscribed. You will get no more of these messages.',
    fewer: 'Would fewer do? Choose what you get instead',
    change: 'See or change what you get',
    'try-again': 'That did not work just now. Please try again in a minute.',
    'bad-link': 'This link is not complete. Please open it from the message again.',
  },
  'zh-CN': {
    title: '退订',
    ask: '您确定不再接收此类消息吗？',
    button: '确定退订',
    done: '您已退订，今后不会再收到此类消息。',
    fewer: '只想少收一些？选择您要接收的内容',
    change: '查看或更改接收设置',
    'try-again': '暂时无法完成，请稍后再试。',
    'bad-link': '链接不完整，请从消息中重新打开。',
  },
} as const;

interface UnsubscribePage {
  readonly language: PageLanguage;
  /** The page's own token, as it came. */
  readonly token: string;
  /** The customer's preference page, relative to this one; absent where nobody knows whose it would be. */
  readonly preferencesUrl?: string;
}

/** The page behind the link of a mail, in English or Simplified Chinese. */
export function unsubscribePage(
  kind: 'ask' | 'done' | 'try-again' | 'bad-link',
  { language, token, preferencesUrl }: UnsubscribePage,
): string {
  const texts = TEXTS[language];
  const more =
    preferencesUrl === undefined
      ? ''
      : `<p><a href="${escapeText(preferencesUrl)}">${kind === 'done' ? texts.change : texts.fewer}</a></p>`;
  return questionPage({ kind, language, token, texts, more });
}
