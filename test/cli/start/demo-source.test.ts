import { describe, expect, it } from 'vitest';
import { openDemoSource } from '../../../cli/start/demo-source.ts';
import type { HistorySource } from '../../../cli/start/history-source.ts';

const now = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;
const open = (options: Partial<Parameters<typeof openDemoSource>[0]> = {}) =>
  openDemoSource({ now, storedName: undefined, customers: undefined, until: undefined, ...options });

async function eventsOf(source: HistorySource) {
  const events = [];
  for await (const { event } of await source.arrivals()) events.push(event);
  return events;
}

describe('the made-up shop', () => {
  it('has 3,000 customers over 18 months that end now', async () => {
    const events = await eventsOf(open());
    expect(new Set(events.map(({ customerId }) => customerId)).size).toBe(3_000);
    const times = events.map(({ occurredAt }) => Date.parse(occurredAt));
    expect(Math.max(...times)).toBeLessThanOrEqual(now);
    expect(Math.max(...times)).toBeGreaterThan(now - DAY_MS);
    expect(now - Math.min(...times)).toBeGreaterThan(500 * DAY_MS);
  });

  it('is as large as asked, its customers the same as in a larger one', async () => {
    const [small, large] = [await eventsOf(open({ customers: 10 })), await eventsOf(open({ customers: 20 }))];
    const ids = new Set(small.map(({ customerId }) => customerId));
    expect(ids.size).toBe(10);
    expect(large.filter(({ customerId }) => ids.has(customerId))).toEqual(small);
  });

  it('goes on after a restart as it was begun, unless another size is asked for, which is another history', () => {
    const begun = open({ customers: 20 });
    const later = { now: now + DAY_MS, storedName: begun.name };
    expect(open(later).name).toBe(begun.name);
    expect(open({ ...later, customers: 20 }).name).toBe(begun.name);
    expect(open({ ...later, customers: 21 }).name).not.toBe(begun.name);
  });
});
