import type { enTemplates } from './en-templates.ts';

/** The words of the pages of templates in Simplified Chinese. */
export const zhCnTemplates: typeof enTemplates = {
  templates: {
    title: '模板',
    link: '全部模板',
    note: '各活动发送的内容，以客户或虚构人物的资料填充，不会发送任何消息。',
    none: '店铺还没有模板。',
    name: '模板',
    languages: '语言',
    channels: '渠道',
    usedBy: '使用的活动',
    unused: '没有活动使用。',
    doubleOptIn: '双重确认：请收件人确认订阅。',
    sending: '发送场景',
    whose: '填充资料',
    known: '有姓名的人',
    unknown: '一无所知的人',
    customer: '一位客户',
    customerId: '客户编号',
    show: '显示',
    language: '消息语言',
    scheme: '浅色或深色',
    light: '浅色',
    dark: '深色',
    screen: '屏幕',
    desktop: '电脑',
    phone: '手机',
  },
};
