import type { ShopSettings } from '../../domain/shop-settings.ts';
import type { Clock, Queue, Table, Texter } from '../../ports.ts';

export interface FeedbackDeps {
  readonly table: Table;
  readonly clock: Clock;
  /** What `decide` reads. */
  readonly inputs: Queue;
  /** Where the messages come from; a click goes back to it once, to be judged with those after it. */
  readonly feedback: Queue;
  readonly deadLetters: Queue;
  readonly texter: Texter;
  /** The shop's secret, under which addresses are known by their hashes. */
  readonly linkSecret: string;
  /** Where the shop's own pages for customers are served, without a slash at the end. */
  readonly publicUrl: string;
  readonly shop: Pick<ShopSettings, 'name' | 'postalAddress' | 'website' | 'locale'>;
}
