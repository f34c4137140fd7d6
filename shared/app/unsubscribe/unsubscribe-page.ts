const TEXTS = {
  en: {
    title: 'Unsubscribe',
    ask: 'Do you want to stop getting these e-mails?',
    button: 'Yes, unsubscribe me',
    done: 'You are unsubscribed. You will get no more of these e-mails.',
    'try-again': 'That did not work just now. Please try again in a minute.',
    'bad-link': 'This link is not complete. Please open it from the e-mail again.',
  },
  'zh-CN': {
    title: '退订',
    ask: '您确定不再接收此类邮件吗?',
    button: '确定退订',
    done: '您已退订,今后不会再收到此类邮件。',
    'try-again': '暂时无法完成,请稍后再试。',
    'bad-link': '链接不完整,请从邮件中重新打开。',
  },
} as const;

/** The page behind the link of a mail, in English or Simplified Chinese as the browser asks. */
export function unsubscribePage(
  kind: 'ask' | 'done' | 'try-again' | 'bad-link',
  acceptLanguage: string | undefined,
): string {
  const language = /^\s*zh\b/i.test(acceptLanguage ?? '') ? 'zh-CN' : 'en';
  const texts = TEXTS[language];
  // The form has no action: it posts to the page's own address, with the token in it.
  const form = `<form method="post"><button>${texts.button}</button></form>`;
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${texts.title}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 1.0625rem/1.6 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1.25rem }
  button { font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .5rem; background: #0f6b4f; color: #fff; cursor: pointer }
  button:focus-visible { outline: 3px solid #7cc4aa; outline-offset: 2px }
</style>
<main>
  <h1>${texts.title}</h1>
  <p>${texts[kind]}</p>
  ${kind === 'ask' ? form : ''}
</main>
</html>
`;
}
