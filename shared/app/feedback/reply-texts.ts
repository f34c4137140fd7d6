import type { ShopSettings } from '../../domain/shop-settings.ts';

type Shop = Pick<ShopSettings, 'name' | 'postalAddress' | 'website' | 'locale'>;

/** What is answered to a person's text. None of them offers anything: a confirmation that does is itself unwanted (FCC 24-24). */
const TEXTS = {
  en: {
    stop: (shop: Shop) =>
      `${shop.name}: You are unsubscribed and will get no more texts. Reply START to get them again.`,
    start: (shop: Shop) => `${shop.name}: You will get our texts again. Reply HELP for help, STOP to end.`,
    help: (shop: Shop) =>
      `${shop.name}: Help at ${contactOf(shop)}. Msg&data rates may apply. Reply STOP to end.`,
  },
  'zh-CN': {
    stop: (shop: Shop) => `【${shop.name}】您已退订，不会再收到我们的短信。回复“开始”可恢复接收。`,
    start: (shop: Shop) => `【${shop.name}】您已恢复接收我们的短信。回复TD退订。`,
    help: (shop: Shop) => `【${shop.name}】如需帮助请联系：${contactOf(shop)}。回复TD退订。`,
  },
} as const;

/** The answer to a text, in Chinese where the person wrote Chinese or the shop speaks it, else in English. */
export function replyText(kind: 'stop' | 'start' | 'help', asked: string, shop: Shop): string {
  const isChinese = /\p{Script=Han}/u.test(asked) || shop.locale.startsWith('zh');
  return TEXTS[isChinese ? 'zh-CN' : 'en'][kind](shop);
}

/** The law and the carriers want a way to reach people. */
const contactOf = ({ website, postalAddress }: Shop): string => website ?? postalAddress;
