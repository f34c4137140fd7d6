import type { enGuard } from './en-guard.ts';

/** The words on the sending reputation and the warm-up in Simplified Chinese. */
export const zhCnGuard: typeof enGuard = {
  guard: {
    title: '发信信誉面临风险',
    allMail: '全部邮件：',
    paused: '为保护发信信誉，已自动暂停。',
    pausedHint: '恢复之前，请先查看发送对象和邮件内容。恢复后，只统计此后发出的邮件。',
    rate: {
      bounces: (messages, value, threshold) =>
        `${messages} 封邮件中有 ${value} 永久退信；达到 ${threshold} 即为过多。`,
      complaints: (messages, value, threshold) =>
        `${messages} 封邮件中有 ${value} 被标记为垃圾邮件；达到 ${threshold} 即为过多。`,
    },
    warmUp: (day, left, mails) => `域名预热第 ${day} 天：今日 ${mails} 封营销邮件额度还剩 ${left} 封。`,
  },
};
