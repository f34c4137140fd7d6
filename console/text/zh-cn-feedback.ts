import type { enFeedback } from './en-feedback.ts';

/** The words of what comes back, and of where webhooks go, in Simplified Chinese. */
export const zhCnFeedback: typeof enFeedback = {
  replies: {
    title: '短信回复',
    hint: (days) => `最近 ${days} 天`,
    count: {
      stop: '退订（STOP）',
      start: '恢复接收（START）',
      help: '求助（HELP），已回复联系方式',
      unread: '其他内容，请在短信服务商处查看',
    },
    parked: '无法识别，已放入死信队列',
    unknownMessages: '对应的消息已无记录',
    withoutReference: '其他系统发送的消息',
    note: '只统计数量，不保存短信内容和号码。',
  },
  endpoints: {
    title: 'Webhook 接收地址',
    endpoint: '接收地址',
    state: '状态',
    status: {
      closed: '正常调用',
      open: '暂停调用',
      'half-open': '正在重试',
      disabled: '已停用',
    },
    closedSince: (date) => `自 ${date} 恢复`,
    openUntil: (date, times) => `至 ${date}；已连续失败 ${times} 次`,
    openedOnce: (date) => `因调用失败，至 ${date}`,
    disabledSince: (date) => `自 ${date}：对方返回 410 Gone。重新启用：`,
    notInFiles: '已从文件中移除',
  },
};
