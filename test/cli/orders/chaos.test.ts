import { describe, expect, it } from 'vitest';
import { applyChaos, type Delivery, parseChaos } from '../../../cli/orders/chaos.ts';
import { DAY_MS } from '../../../shared/domain/instant.ts';
import { collect } from '../../support/collect.ts';
import { smallOrder } from './small-order.ts';

const HOUR = DAY_MS / 24;
const start = Date.parse('2025-05-01T00:00:00Z');
const deliveries: Delivery[] = Array.from({ length: 30_000 }, (_, at) => ({
  event: smallOrder(`o${at}`, new Date(start + at * 60_000).toISOString()),
  receivedAt: start + at * 60_000,
}));

describe('parseChaos', () => {
  it('reads its settings, each of which may be left out', () => {
    expect(parseChaos('duplicate=3,shuffle=7d')).toEqual({ duplicate: 3, shuffleMs: 7 * DAY_MS });
    expect(parseChaos('shuffle=90m')).toEqual({ duplicate: 1, shuffleMs: 1.5 * HOUR });
    expect(parseChaos('duplicate=2, shuffle=12h')).toEqual({ duplicate: 2, shuffleMs: 12 * HOUR });
  });

  it.each(['', 'duplicate=0', 'duplicate=11', 'shuffle=7', 'shuffle=7w', 'lose=1'])('refuses %j', (text) => {
    expect(() => parseChaos(text)).toThrow(expect.objectContaining({ code: 'ORDERS.BAD_CHAOS' }));
  });
});

describe('applyChaos', () => {
  it('delivers each event as often as told, late by at most the span, in order of arrival', async () => {
    const sentAt = new Map(deliveries.map(({ event, receivedAt }) => [event.id, receivedAt]));
    const counts = new Map<string, number>();
    let [previous, overtaken, latest] = [0, 0, 0];
    let lastSent = 0;
    for await (const { event, receivedAt } of applyChaos(
      deliveries,
      { duplicate: 3, shuffleMs: 7 * DAY_MS },
      1,
    )) {
      const sent = sentAt.get(event.id) ?? Number.NaN;
      expect(receivedAt - sent).toBeGreaterThanOrEqual(0);
      expect(receivedAt).toBeGreaterThanOrEqual(previous);
      latest = Math.max(latest, receivedAt - sent);
      overtaken += sent < lastSent ? 1 : 0;
      lastSent = sent;
      previous = receivedAt;
      counts.set(event.id, (counts.get(event.id) ?? 0) + 1);
    }
    expect(counts.size).toBe(deliveries.length);
    expect(new Set(counts.values())).toEqual(new Set([3]));
    expect(latest).toBeLessThanOrEqual(7 * DAY_MS);
    expect(latest).toBeGreaterThan(6.9 * DAY_MS);
    expect(overtaken).toBeGreaterThan(10_000);
  });

  it('repeats itself with the same seed and not with another', async () => {
    const few = deliveries.slice(0, 50);
    const arrivals = async (seed: number) =>
      (await collect(applyChaos(few, { duplicate: 2, shuffleMs: DAY_MS }, seed))).map(
        ({ event }) => event.id,
      );
    expect(await arrivals(1)).toEqual(await arrivals(1));
    expect(await arrivals(1)).not.toEqual(await arrivals(2));
  });

  it('changes nothing where it is told to do nothing', async () => {
    const few = deliveries.slice(0, 50);
    expect(await collect(applyChaos(few, { duplicate: 1, shuffleMs: 0 }, 1))).toEqual(few);
  });
});
