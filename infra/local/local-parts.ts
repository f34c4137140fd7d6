import type { ShopBundle } from '../../shared/config/shop-bundle.ts';
import type { Mailer, Secrets, Table, Texter } from '../../shared/ports.ts';
import type { ChangeFeed, FeedPositions } from './change-feed.ts';
import type { LocalClock } from './local-clock.ts';
import type { QueueService } from './queue-service.ts';

/** What the runtime is made of; the same for the embedded default and for the wire. */
export interface LocalParts {
  readonly clock: LocalClock;
  readonly secrets: Secrets;
  readonly queues: QueueService;
  readonly positions: FeedPositions;
  table(tableName: string): Table;
  changeFeed(tableName: string): ChangeFeed;
  mailer(configurationSet: string): Mailer;
  texter(): Texter;
  shop(bundleFile: string): Promise<ShopBundle>;
  /** Removes items whose time to live is over; does nothing where the table does so itself. */
  removeExpired(): Promise<void>;
  /** A history can be lived through again, so what is written meanwhile need not be on the disk at once. At first, it is. */
  flush(when: 'every-commit' | 'now-and-then'): void;
  /** Makes what was written survive the death of the process, which is due before anybody outside it is told. */
  commit(): Promise<void>;
  /** Writes out and lets go of everything. */
  close(): Promise<void>;
}
