import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Instant } from '../../shared/domain/instant.ts';
import type { OrderOptions } from '../order-options.ts';
import { type EventSource, openOrderSource } from '../order-source.ts';

/** A history that the pipeline lives through before it opens for business. */
export interface HistorySource extends EventSource {
  /** Tells this history from another, over restarts. */
  readonly name: string;
  readonly assumesConsent: boolean;
  /** Where it can be told. */
  readonly eventsTotal: () => number | undefined;
  /** Where the clock stands at the end; at the last event where absent. */
  readonly until?: Instant;
}

/** The user's own orders. The name changes with the file and with what changes its events. */
export async function openFileSource(file: string, options: OrderOptions): Promise<HistorySource> {
  const source = await openOrderSource(file, options);
  const { size, mtimeMs } = statSync(file);
  const { format, timeZone, currency, assumeConsent, chaos, until } = options;
  const settings = JSON.stringify({ format, timeZone, currency, assumeConsent, chaos, until });
  return {
    ...source,
    name: `orders ${resolve(file)} (${size} bytes, ${new Date(mtimeMs).toISOString()}) ${settings}`,
    eventsTotal: () => source.eventsTotal(),
    ...(options.until !== undefined && { until: options.until }),
  };
}
