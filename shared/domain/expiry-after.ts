import { DAY_MS, type Instant } from './instant.ts';

/** The time to live of what is written at `at`, as a field of its item; none where it is kept until the customer is erased. */
export const expiryAfter = (at: Instant, days: number | undefined): { readonly expiresAt?: Instant } =>
  days === undefined ? {} : { expiresAt: at + days * DAY_MS };
