import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLeftBehind, temporaryFolder } from '../support/data-folder.ts';
import { cameTo, replayOrders, simulateOrders, sumOf } from '../support/history-result.ts';
import { copyShop, LETTER_SHOP } from '../support/shop-copy.ts';

const CUSTOMERS = 60;
const TEST_TIMEOUT_MS = 180_000;
/** Soon after the last occurrence, in a stretch without orders. */
const END = ['--until', '2025-08-20'];

const campaign = (trigger: string, rest = ''): string => `
description: A campaign of a date.
trigger: ${trigger}
${rest}
reentry: { afterDays: 0 }
steps:
  - { kind: send, name: letter, channel: email, template: win-back }
`;

/** What goes out to everybody: in a gap without orders, in each customer’s own morning, weekly, at a pace, on a holiday. */
const CAMPAIGNS = {
  once: campaign("{ kind: schedule, once: '2025-07-04T10:00', zone: shop }"),
  morning: campaign("{ kind: schedule, once: '2025-07-10T09:00' }", 'audience: orders == 1'),
  weekly: campaign("{ kind: schedule, cron: '30 8 * * 1' }", 'pace: { perMinute: 1, perDay: 5 }'),
  summer: campaign("{ kind: holiday, holiday: mid-autumn, offsetDays: -60, at: '12:00', zone: shop }"),
  late: campaign("{ kind: schedule, once: '2025-08-19T23:59', zone: shop }", 'audience: tier == "mid"'),
};

/** Some come once, some again weeks later; half of them after the first campaigns are over. */
function writeOrders(folder: string): string {
  const rows = Array.from({ length: CUSTOMERS }, (_, number) => {
    const first = new Date(Date.UTC(2025, 5, 1 + number, number % 24)).toISOString();
    const again = new Date(Date.UTC(2025, 5, 15 + number, number % 24)).toISOString();
    const row = (order: number, at: string) =>
      `${number}-${order},c${number},${at},${50 + number},USD,${number % 3 === 0 ? 'Asia/Shanghai' : ''}`;
    return number % 2 === 0 ? [row(1, first)] : [row(1, first), row(2, again)];
  });
  const file = join(folder, 'orders.csv');
  writeFileSync(file, `order_id,customer_id,occurred_at,total,currency,note\n${rows.flat().join('\n')}\n`);
  return file;
}

describe('dated campaigns in a history', () => {
  it(
    'reach whom they reach in a dry run, at whatever pace, in gaps without orders too',
    async () => {
      using data = temporaryFolder();
      await using shop = await copyShop(LETTER_SHOP);
      for (const [name, file] of Object.entries(CAMPAIGNS)) await shop.write(`campaigns/${name}.yaml`, file);
      const orders = writeOrders(data.path);
      const args = [orders, '--shop', shop.directory, ...END];
      const simulated = await simulateOrders(...args);
      for (const name of Object.keys(CAMPAIGNS)) expect(simulated.messages).toHaveProperty(`${name}/letter`);
      const result = await replayOrders(data.path, ...args);
      expect(cameTo(result)).toEqual(cameTo(simulated));
      expect(result.outcomes.sent).toEqual(result.messages);
      const left = readLeftBehind(data.path);
      expect(left.mails).toBe(sumOf(result.messages));
      expect(left.mailsTwice).toEqual([]);
      expect(left.queues).toEqual(Object.fromEntries(Object.keys(left.queues).map((name) => [name, 0])));
    },
    TEST_TIMEOUT_MS,
  );
});
