import { beforeEach, describe, expect, it } from 'vitest';
import type { Bus, BusEntry } from '../../shared/ports.ts';

export interface BusUnderTest {
  readonly bus: Bus;
  /** What the bus has accepted, in the order in which it did; `time` in whole seconds. */
  accepted(): Promise<readonly BusEntry[]>;
}

const TIME = Date.UTC(2027, 1, 6, 9, 30);

const entry = (position: number): BusEntry => ({
  source: 'shop.test',
  detailType: 'order.placed',
  detail: { position, text: '小红 🎁' },
  time: TIME + position * 1000 + 999,
});

/** The detail of an event is a JSON object; EventBridge refuses any other (MalformedDetail). */
const malformed: BusEntry = { ...entry(0), detail: 'not an object' };

/** What every `Bus` does. `create` gives a bus on which nothing was published. */
export function describeBus(name: string, create: () => Promise<BusUnderTest>): void {
  describe(`${name}: bus`, () => {
    let underTest: BusUnderTest;

    beforeEach(async () => {
      underTest = await create();
    });

    it('accepts any number of entries, with one result each', async () => {
      const entries = Array.from({ length: 47 }, (_, position) => entry(position));
      const results = await underTest.bus.publish(entries);
      expect(results).toEqual(entries.map(() => ({ status: 'published' })));
      const accepted = (await underTest.accepted()).toSorted((one, other) => one.time - other.time);
      expect(accepted).toEqual(entries.map((one) => ({ ...one, time: one.time - 999 })));
      expect(await underTest.bus.publish([])).toEqual([]);
    });

    it('fails a bad entry alone, at its place', async () => {
      const results = await underTest.bus.publish([entry(1), malformed, entry(2)]);
      expect(results.map(({ status }) => status)).toEqual(['published', 'failed', 'published']);
      expect(results[1]).toMatchObject({ code: 'MalformedDetail' });
      expect((await underTest.accepted()).map(({ detail }) => detail)).toEqual([
        entry(1).detail,
        entry(2).detail,
      ]);
    });
  });
}
