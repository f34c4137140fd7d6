import type { PageLanguage } from './page-language.ts';
import { questionPage } from './question-page.ts';

const TEXTS = {
  en: {
    title: 'Confirm your subscription',
    ask: 'Shall we send you what you asked for? Nothing is sent before you confirm it here.',
    button: 'Yes, I confirm',
    done: 'Thank you. Your subscription is confirmed.',
    expired:
      'This link has expired, and nothing has changed. Please sign up again, and we send you a new one.',
    'try-again': 'That did not work just now. Please try again in a minute.',
    'bad-link': 'This link is not complete. Please open it from the message again.',
  },
  'zh-CN': {
    title: '确认订阅',
    ask: '是否确认接收您申请订阅的内容？在您确认之前，我们不会发送。',
    button: '确认订阅',
    done: '谢谢，订阅已确认。',
    expired: '链接已过期，设置没有改变。请重新申请订阅，我们会发送新的链接。',
    'try-again': '暂时无法完成，请稍后再试。',
    'bad-link': '链接不完整，请从消息中重新打开。',
  },
} as const;

/** The page behind the link of the message that asks to confirm a consent. */
export const confirmationPage = (
  kind: 'ask' | 'done' | 'expired' | 'try-again' | 'bad-link',
  language: PageLanguage,
  token: string,
): string => questionPage({ kind, language, token, texts: TEXTS[language] });
