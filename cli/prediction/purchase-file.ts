import { PurchaseCollector } from '../../shared/app/predict/purchase-collector.ts';
import { type PurchaseLog, rewindLog } from '../../shared/app/predict/purchase-log.ts';
import { type DayOf, type OrderSurvey, surveyOrders } from '../../shared/app/predict/survey-orders.ts';
import { collectBaskets } from '../../shared/app/recommend/collect-baskets.ts';
import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { localDay } from '../../shared/domain/calendar/local-day.ts';
import { DAY_MS, type Instant } from '../../shared/domain/instant.ts';
import type { Basket } from '../../shared/domain/recommend/basket.ts';
import { currencyDecimals } from '../../shared/domain/valuation.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { type OpenedOrders, openOrders } from '../orders/open-orders.ts';
import type { OrderFormat } from '../orders/order-format.ts';
import { startProgressBar } from '../progress-bar.ts';
import { readingOf } from '../reading-options.ts';
import { RejectedRows, takeRows } from '../rejected-rows.ts';
import { writeDay } from './parse-day.ts';
import type { PredictionOptions } from './prediction-options.ts';

/** An order file of which the purchases can be asked as of any day. */
export interface PurchaseFile {
  readonly currency: string;
  readonly minorPerMajor: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly rejected: RejectedRows;
  /** What customers had bought by the end of a day. Reads the file anew where refunds or several currencies make that necessary. */
  readonly purchasesUntil: (day: number) => Promise<PurchaseLog>;
  /** What was bought together by the end of a day; undefined where no order says what was bought. Reads the file anew. */
  readonly basketsUntil: (day: number) => Promise<Basket[] | undefined>;
  /** The instant at which a day begins. */
  readonly startOf: (day: number) => Promise<Instant>;
}

/** The first reading takes each order as it is, in the hope that there is nothing more to know of it. */
const NOTHING_KNOWN = { refunds: new Map<string, never>(), currency: undefined };

/**
 * Opens the order file that `--orders` names and reads it once. Days are those of `--time-zone`, else of the format's zone.
 *
 * @throws PerennialError PREDICTION.NO_ORDERS, ORDERS.UNKNOWN_TIME_ZONE, ORDERS.REJECTED_ROW, and what `openOrders` throws
 */
export async function openPurchaseFile(file: string, options: PredictionOptions): Promise<PurchaseFile> {
  const opened = await openOrders(file, readingOf(options));
  const zone = await dayZone(opened.format, options.timeZone);
  const dayOf: DayOf = (at) => localDay(at, zone);
  const rejected = new RejectedRows(file, options.strict ?? false);
  const whole = new PurchaseCollector(NOTHING_KNOWN, dayOf, Number.POSITIVE_INFINITY);
  let hasItems = false;
  const events = (): AsyncGenerator<ShopEvent> =>
    eventsOf(opened, rejected, (event) => {
      whole.add(event);
      hasItems ||= event.type === 'order.placed' && (event.data.items?.length ?? 0) > 0;
    });
  const survey = await withBar(opened, options, () => surveyOrders(events(), dayOf));
  if (survey.currency === undefined)
    throw new PerennialError('PREDICTION.NO_ORDERS', {
      message: `There is no order in ${file} that can be read${rejected.count > 0 ? `; ${rejected.count} rows were rejected, the first for: ${rejected.first[0]?.message}` : ''}. Give a file with orders, or name its kind with --format.`,
    });
  return {
    currency: survey.currency,
    minorPerMajor: 10 ** currencyDecimals(survey.currency),
    firstDay: survey.firstDay,
    lastDay: survey.lastDay,
    rejected,
    purchasesUntil: async (day) => {
      refuseEarlyDay(file, day, survey);
      if (survey.isPlain) return rewindLog(whole.log(), day);
      const collector = new PurchaseCollector(survey, dayOf, day);
      return await withBar(opened, options, async () => {
        for await (const event of eventsOf(opened)) collector.add(event);
        return collector.log();
      });
    },
    basketsUntil: async (day) => {
      if (!hasItems) return undefined;
      return await withBar(opened, options, async () => {
        const known: ShopEvent[] = [];
        for await (const event of eventsOf(opened))
          if (dayOf(Date.parse(event.occurredAt)) <= day) known.push(event);
        return collectBaskets(known);
      });
    },
    startOf: async (day) => (await import('../orders/wall-time.ts')).wallClockIn(zone)(day * DAY_MS),
  };
}

/** CDNOW's dates are days already, which its reader takes for midnights in UTC; a UK shop's days are London's. */
async function dayZone(format: OrderFormat, given: string | undefined): Promise<string> {
  if (given !== undefined) (await import('../orders/wall-time.ts')).wallClockIn(given);
  if (format === 'cdnow') return 'UTC';
  return given ?? (format === 'online-retail' ? 'Europe/London' : 'UTC');
}

function refuseEarlyDay(file: string, day: number, { firstDay, lastDay }: OrderSurvey): void {
  if (day >= firstDay) return;
  throw new PerennialError('PREDICTION.NO_PURCHASES_YET', {
    message: `${file} has no order up to ${writeDay(day)}: its orders run from ${writeDay(firstDay)} to ${writeDay(lastDay)}. Give a day between them.`,
  });
}

async function* eventsOf(
  opened: OpenedOrders,
  rejected?: RejectedRows,
  look?: (event: ShopEvent) => void,
): AsyncGenerator<ShopEvent> {
  rejected?.reset();
  for await (const rows of opened.results) {
    for (const event of takeRows(rows, rejected)) {
      look?.(event);
      yield event;
    }
  }
}

async function withBar<Result>(
  { progress }: OpenedOrders,
  options: PredictionOptions,
  read: () => Promise<Result>,
): Promise<Result> {
  const bar = startProgressBar('Reading orders', !options.json);
  const watch = setInterval(() => bar.update(progress.bytesRead, progress.bytesTotal), 200);
  try {
    return await read();
  } finally {
    clearInterval(watch);
    bar.stop();
  }
}
