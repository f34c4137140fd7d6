import type { Arrival, Shard } from './customer-shard.ts';

/** So many batches may be on their way: enough that a shard never waits, and few enough that a long history does not pile up. */
const MOST_ON_THE_WAY = 4;

/** What goes to one shard, in order. */
export class ShardLane {
  readonly shard: Shard;
  private arrivals: Arrival[] = [];
  private readonly onTheWay: Promise<void>[] = [];

  constructor(shard: Shard) {
    this.shard = shard;
  }

  add(arrival: Arrival): void {
    this.arrivals.push(arrival);
  }

  /** Hands over what was added, and waits where the shard has much to do. */
  async flush(): Promise<void> {
    if (this.arrivals.length === 0) return;
    const accepted = Promise.resolve(this.shard.accept(this.arrivals));
    // Whoever waits for it is told of a failure; until somebody does, it must not count as one that nobody handles.
    accepted.catch(() => undefined);
    this.arrivals = [];
    this.onTheWay.push(accepted);
    if (this.onTheWay.length > MOST_ON_THE_WAY) await this.onTheWay.shift();
  }

  /** Waits until all that was handed over is done. */
  async drain(): Promise<void> {
    await Promise.all(this.onTheWay.splice(0));
  }
}
