import type { ShopBundle } from './config/shop-bundle.ts';
import type { Bus, Clock, Mailer, Queue, Secrets, Table } from './ports.ts';

/** Where a function runs: AWS, or one machine. It hands out the ports by the names that the environment gives. */
export interface Platform {
  readonly clock: Clock;
  readonly secrets: Secrets;
  table(tableName: string): Table;
  queue(queueUrl: string): Queue;
  bus(busName: string): Bus;
  /** `configurationSet`: the SES configuration set that every mail goes through. */
  mailer(configurationSet: string): Mailer;
  shop(bundleFile: string): Promise<ShopBundle>;
}
