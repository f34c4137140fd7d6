import type { enPreview } from './en-preview.ts';

/** The words of the preview in Simplified Chinese. */
export const zhCnPreview: typeof enPreview = {
  preview: {
    title: '预览',
    link: '预览消息内容',
    note: '以虚构的客户填充，不会发送任何消息。',
    campaign: '活动',
    step: '消息',
    allSteps: '全部',
    stage: '阶段',
    tier: '层级',
    locale: '语言',
    variant: '版本',
    none: '店铺还没有活动。',
    sendsNothing: '这个活动不发送消息。',
    template: '模板',
    variation: '依据',
    offer: '优惠',
    only: '仅当',
    passedOver: '不成立：跳过这一步',
    holds: '成立',
    subject: '主题',
    preheader: '预览文字',
    text: '纯文本',
    textCost: '费用',
    textCostTo: (cost: string, country: string) => `发往${country}约 ${cost}`,
    textCostUnknown: (country: string) => `发往${country}的价格未知`,
    impossible: (channel: string) => `${channel}：无法发出`,
    outside: '这位客户不属于活动对象，不会进入活动。',
  },
};
