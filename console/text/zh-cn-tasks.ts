import type { enTasks } from './en-tasks.ts';

/** The words of tasks and webhooks in Simplified Chinese. */
export const zhCnTasks: typeof enTasks = {
  tasks: {
    title: '任务',
    which: '显示哪些任务',
    open: '待办',
    closed: '已结束',
    empty: '没有待办任务。',
    emptyHint: '当营销活动需要人工处理（例如打电话）时，任务会出现在这里。',
    emptyClosed: '还没有已结束的任务。',
    task: '任务',
    customer: '客户',
    due: '截止时间',
    overdue: '已逾期',
    from: (campaign) => `来自 ${campaign}`,
    done: '完成',
    dismiss: '忽略',
    doneOf: (title, customer) => `标记为完成：${title}，${customer}`,
    dismissOf: (title, customer) => `忽略：${title}，${customer}`,
    noteFor: { done: '结果如何？（可留空）', dismissed: '为什么不做？（可留空）' },
    noteHint: '请勿填写姓名、地址或电话号码：用编号称呼客户即可。',
    confirm: { done: '标记为完成', dismissed: '忽略' },
    cancel: '取消',
    result: '结果',
    status: { open: '待办', done: '已完成', dismissed: '已忽略' },
    more: '显示更多',
  },
  effects: {
    title: 'Webhook 与任务',
    webhook: (step) => `${step}：webhook`,
    task: (step) => `${step}：任务`,
    requested: '请求',
    waiting: '等待中',
    outcome: { delivered: '已送达', failed: '失败', expired: '已过期', withdrawn: '已撤回' },
    toTasks: '查看任务',
  },
};
