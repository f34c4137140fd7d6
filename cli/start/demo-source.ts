import type { Instant } from '../../shared/domain/instant.ts';
import { generateDemoShop } from '../demo-shop/generate-demo-shop.ts';
import { arriveOnTime } from '../order-source.ts';
import { RejectedRows } from '../rejected-rows.ts';
import type { HistorySource } from './history-source.ts';

const SEED = 20_260_101;
const CUSTOMERS = 1_500;
const MONTHS = 18;

const NAME = /^demo shop ending (\S+)$/;

/** The made-up shop. `storedName` is the history that the data folder holds, which a restart must go on with. */
export function openDemoSource(
  now: Instant,
  storedName: string | undefined,
  until: Instant | undefined,
): HistorySource {
  const storedEnd = NAME.exec(storedName ?? '')?.[1];
  const endsAt = storedEnd === undefined ? Math.floor(now / 60_000) * 60_000 : Date.parse(storedEnd);
  const events = [...generateDemoShop({ seed: SEED, customers: CUSTOMERS, months: MONTHS, endsAt })];
  return {
    name: `demo shop ending ${new Date(endsAt).toISOString()}`,
    arrivals: async () => arriveOnTime(events),
    eventsTotal: () => events.length,
    rejected: new RejectedRows('the made-up shop', false),
    assumesConsent: false,
    until: Math.min(until ?? endsAt, endsAt),
  };
}
