import type { ArrivingEvent } from '../shared/app/simulate/simulate.ts';
import type { ShopEvent } from '../shared/contracts/shop-event.ts';
import type { OrderOptions } from './order-options.ts';
import { assumeConsent } from './orders/assume-consent.ts';
import { applyChaos } from './orders/chaos.ts';
import { inTimeOrder } from './orders/in-time-order.ts';
import { openOrders } from './orders/open-orders.ts';
import type { OrderFormat } from './orders/order-format.ts';
import type { OrderRow } from './orders/order-row.ts';
import { readingOf } from './reading-options.ts';
import { RejectedRows, takeRows } from './rejected-rows.ts';

/** The same chaos every time, so that a run that was cut off goes on with the same deliveries. */
const CHAOS_SEED = 1;

/** A history to replay: from an order file or made up. */
export interface EventSource {
  /** In the order of arrival, read anew at each call; the same again each time. */
  readonly arrivals: () => Promise<Iterable<ArrivingEvent>>;
  /** Filled by the time that `arrivals` resolves. */
  readonly rejected: RejectedRows;
}

export interface OrderSource extends EventSource {
  readonly format: OrderFormat;
  /** Whether consent and addresses are made up for customers of whom the file says nothing. */
  readonly assumesConsent: boolean;
  readonly progress: { readonly bytesTotal: number; readonly bytesRead: number };
  /** How many events will arrive; known when the whole file has been read, which is before the first arrives. */
  readonly eventsTotal: () => number | undefined;
}

/** Opens an order file as a history in time order. A Shopify export says itself who agreed to mail. */
export async function openOrderSource(file: string, options: OrderOptions): Promise<OrderSource> {
  const { format, results, progress } = await openOrders(file, readingOf(options));
  const rejected = new RejectedRows(file, options.strict ?? false);
  const assumesConsent = options.assumeConsent && format !== 'shopify';
  const seen = { events: 0, customers: new Set<string>() };
  const arrivals = async (): Promise<Iterable<ArrivingEvent>> => {
    seen.events = 0;
    const ordered = await inTimeOrder(takeEvents(results, rejected, seen));
    const arriving = arriveOnTime(assumesConsent ? assumeConsent(ordered) : ordered);
    return options.chaos ? inWholeSeconds(applyChaos(arriving, options.chaos, CHAOS_SEED)) : arriving;
  };
  const eventsTotal = () =>
    seen.events === 0
      ? undefined
      : (seen.events + (assumesConsent ? seen.customers.size : 0)) * (options.chaos?.duplicate ?? 1);
  return {
    format,
    assumesConsent,
    progress,
    rejected,
    eventsTotal,
    arrivals,
  };
}

/** Each event arrives when it happens, to the whole second that the bus keeps. */
export function* arriveOnTime(events: Iterable<ShopEvent>): Generator<ArrivingEvent> {
  for (const event of events) yield { event, receivedAt: wholeSecond(Date.parse(event.occurredAt)) };
}

function* inWholeSeconds(arrivals: Iterable<ArrivingEvent>): Generator<ArrivingEvent> {
  for (const { event, receivedAt } of arrivals) yield { event, receivedAt: wholeSecond(receivedAt) };
}

const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000;

async function* takeEvents(
  results: AsyncIterable<readonly OrderRow[]>,
  rejected: RejectedRows,
  seen: { events: number; readonly customers: Set<string> },
): AsyncGenerator<readonly ShopEvent[]> {
  rejected.reset();
  for await (const rows of results) {
    const events = takeRows(rows, rejected);
    seen.events += events.length;
    for (const { customerId } of events) seen.customers.add(customerId);
    yield events;
  }
}
