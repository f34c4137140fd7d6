import * as z from 'zod';
import { localDay } from '../../domain/calendar/local-day.ts';
import type { Pace } from '../../domain/campaign/campaign-rules.ts';
import type { Clock, Table, Write } from '../../ports.ts';
import { broadcastPaceKey } from '../item-keys.ts';

const MINUTE_MS = 60_000;

const spentSchema = z.object({
  /** Since 1970-01-01T00:00Z. */
  minute: z.int(),
  inMinute: z.int(),
  /** Of the shop's zone, since 1970-01-01. */
  day: z.int(),
  inDay: z.int(),
});
type Spent = z.infer<typeof spentSchema>;

interface PacesOptions {
  readonly table: Table;
  readonly clock: Clock;
  /** The shop's, whose days count. */
  readonly timeZone: string;
}

/** How many customers campaigns may still let in, this minute and this day. All broadcasts of one campaign share its pace. */
export class BroadcastPaces {
  private readonly options: PacesOptions;
  private readonly read = new Map<string, Spent & { readonly version: number }>();

  constructor(options: PacesOptions) {
    this.options = options;
  }

  /** Infinite without a pace. */
  async allowance(campaign: string, { perMinute, perDay }: Pace): Promise<number> {
    if (perMinute === undefined && perDay === undefined) return Number.POSITIVE_INFINITY;
    const { inMinute, inDay } = await this.spent(campaign);
    const ofMinute = (perMinute ?? Number.POSITIVE_INFINITY) - inMinute;
    const ofDay = (perDay ?? Number.POSITIVE_INFINITY) - inDay;
    return Math.max(0, Math.min(ofMinute, ofDay));
  }

  /** Spends some of an allowance that was asked for, in the transaction that lets them in; nothing without a pace. */
  spend(campaign: string, customers: number): readonly Write[] {
    const before = this.read.get(campaign);
    if (before === undefined) return [];
    const { version, minute, inMinute, day, inDay } = before;
    const body: Spent = { minute, inMinute: inMinute + customers, day, inDay: inDay + customers };
    this.read.set(campaign, { ...body, version: version + 1 });
    const condition = version === 0 ? 'absent' : { version };
    return [
      {
        kind: 'put',
        condition,
        item: { ...broadcastPaceKey(campaign), version: version + 1, body },
      },
    ];
  }

  private async spent(campaign: string): Promise<Spent> {
    const { table, clock, timeZone } = this.options;
    const now = clock.now();
    const [minute, day] = [Math.floor(now / MINUTE_MS), localDay(now, timeZone)];
    const known = this.read.get(campaign) ?? (await this.stored(campaign, table));
    const current = {
      version: known.version,
      minute,
      inMinute: known.minute === minute ? known.inMinute : 0,
      day,
      inDay: known.day === day ? known.inDay : 0,
    };
    this.read.set(campaign, current);
    return current;
  }

  private async stored(campaign: string, table: Table): Promise<Spent & { readonly version: number }> {
    const item = await table.get(broadcastPaceKey(campaign), { consistent: true });
    if (item === undefined) return { minute: 0, inMinute: 0, day: 0, inDay: 0, version: 0 };
    return { ...spentSchema.parse(item.body), version: item.version };
  }
}
