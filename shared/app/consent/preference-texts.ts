import type { Channel } from '../../domain/channel.ts';

/** What the preference page says; titles of topics are the shop's own. */
export const PREFERENCE_TEXTS = {
  en: {
    title: 'What you get from us',
    lead: 'Tick what you would like to get, and save. Messages about your orders always come.',
    channel: { email: 'E-mail', sms: 'Text messages' },
    news: { email: 'Send me news by e-mail', sms: 'Send me news by text message' },
    newsHint: 'Without this you get none of what is listed below it.',
    pending: 'You have not confirmed this yet. Save with it ticked to confirm it now.',
    save: 'Save my choice',
    none: 'Stop all of this',
    saved: 'Saved. It counts from now on.',
    'try-again': 'That did not work just now; nothing has changed. Please try again in a minute.',
    'bad-form': 'Your choice did not arrive whole; nothing has changed. Please try again.',
    'bad-link': 'This link is not complete. Please open it from the message again.',
  },
  'zh-CN': {
    title: '接收设置',
    lead: '勾选您想接收的内容，然后保存。与订单有关的通知不受影响。',
    channel: { email: '电子邮件', sms: '短信' },
    news: { email: '通过电子邮件接收资讯', sms: '通过短信接收资讯' },
    newsHint: '不勾选此项，则不会收到下列任何内容。',
    pending: '您尚未确认此项。勾选并保存，即可立即确认。',
    save: '保存设置',
    none: '全部停止接收',
    saved: '已保存，立即生效。',
    'try-again': '暂时无法保存，设置没有改变，请稍后再试。',
    'bad-form': '提交的内容不完整，设置没有改变，请重试。',
    'bad-link': '链接不完整，请从消息中重新打开。',
  },
} as const satisfies Record<string, Readonly<Record<string, string | Readonly<Record<Channel, string>>>>>;
