import type { Instant } from '../../shared/domain/instant.ts';
import { generateDemoShop } from '../demo-shop/generate-demo-shop.ts';
import { arriveOnTime } from '../order-source.ts';
import { RejectedRows } from '../rejected-rows.ts';
import type { HistorySource } from './history-source.ts';

const SEED = 20_260_101;
const CUSTOMERS = 3_000;
const MONTHS = 18;

const NAME = /^demo shop of (\d+) customers ending (\S+)$/;

interface DemoOptions {
  readonly now: Instant;
  /** The history that the data folder holds, which a restart must go on with. */
  readonly storedName: string | undefined;
  readonly customers: number | undefined;
  readonly until: Instant | undefined;
}

/** The made-up shop. */
export function openDemoSource({ now, storedName, customers: asked, until }: DemoOptions): HistorySource {
  const [, storedCount, storedEnd] = NAME.exec(storedName ?? '') ?? [];
  const endsAt = storedEnd === undefined ? Math.floor(now / 60_000) * 60_000 : Date.parse(storedEnd);
  const customers = asked ?? Number(storedCount ?? CUSTOMERS);
  const events = [...generateDemoShop({ seed: SEED, customers, months: MONTHS, endsAt })];
  return {
    name: `demo shop of ${customers} customers ending ${new Date(endsAt).toISOString()}`,
    arrivals: async () => arriveOnTime(events),
    eventsTotal: () => events.length,
    rejected: new RejectedRows('the made-up shop', false),
    assumesConsent: false,
    until: Math.min(until ?? endsAt, endsAt),
  };
}
