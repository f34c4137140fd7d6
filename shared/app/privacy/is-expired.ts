import type { Instant } from '../../domain/instant.ts';
import type { Item } from '../../ports.ts';

/** Whether an item's time is over: a table removes it days later at times, and until then it is as good as absent. */
export const isExpired = ({ expiresAt }: Pick<Item, 'expiresAt'>, now: Instant): boolean =>
  expiresAt !== undefined && expiresAt <= now;
