import { describe, expect, it } from 'vitest';
import type { Arrival, Shard } from '../../../../shared/app/simulate/customer-shard.ts';
import { ShardLane } from '../../../../shared/app/simulate/shard-lane.ts';

const arrival = (number: number): Arrival => ({
  customerId: 'ann',
  input: { kind: 'invoice.paid', id: `e${number}`, occurredAt: number, invoiceId: 'i1' },
  receivedAt: number,
});

/** A shard that accepts nothing until it is told to. */
function slowShard() {
  const given: number[][] = [];
  const accepted: PromiseWithResolvers<void>[] = [];
  const shard: Pick<Shard, 'accept'> = {
    accept: (arrivals) => {
      given.push(arrivals.map(({ receivedAt }) => receivedAt));
      const one = Promise.withResolvers<void>();
      accepted.push(one);
      return one.promise;
    },
  };
  return { lane: new ShardLane(shard as Shard), given, accepted };
}

describe('ShardLane', () => {
  it('hands over what was added, once and in order', async () => {
    const { lane, given } = slowShard();
    lane.add(arrival(1));
    lane.add(arrival(2));
    await lane.flush();
    await lane.flush();
    lane.add(arrival(3));
    await lane.flush();
    expect(given).toEqual([[1, 2], [3]]);
  });

  it('waits for the oldest batch where more than four are on their way', async () => {
    const { lane, given, accepted } = slowShard();
    for (const number of [1, 2, 3, 4]) {
      lane.add(arrival(number));
      await lane.flush();
    }
    lane.add(arrival(5));
    let isOn = false;
    const fifth = lane.flush().then(() => {
      isOn = true;
    });
    await new Promise(setImmediate);
    expect([given.length, isOn]).toEqual([5, false]);
    accepted[0]?.resolve();
    await fifth;
    expect(isOn).toBe(true);
  });

  it('tells of a failure to whoever waits for it, and to nobody else', async () => {
    const { lane, accepted } = slowShard();
    lane.add(arrival(1));
    await lane.flush();
    accepted[0]?.reject(new Error('out of order'));
    await new Promise(setImmediate);
    await expect(lane.drain()).rejects.toThrow('out of order');
  });
});
