import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { rejectRow } from '../orders/order-row.ts';
import { alignColumns } from '../print-result.ts';
import { RejectedRows } from '../rejected-rows.ts';
import { importText } from './import-text.ts';
import { postEvents } from './post-events.ts';
import { readPinpoint } from './read-pinpoint.ts';

const EVENTS_PER_REQUEST = 100;

/**
 * Reads one file of endpoints and posts them to the shop; without `endpoint` it only counts. What this side cannot read and what the shop
 * refuses are told alike, by the line of the file. Throws `IMPORT.UNREADABLE`, `IMPORT.UNAUTHORIZED` and `IMPORT.NOT_TAKEN`.
 */
export async function importPinpointFile(
  file: string,
  endpoint: Parameters<typeof postEvents>[1] | undefined,
) {
  const rejected = new RejectedRows(file, false);
  const counts = { events: 0, email: 0, sms: 0, granted: 0, withdrawn: 0 };
  let batch: { readonly event: ShopEvent; readonly line: number }[] = [];
  const flush = async () => {
    const events = batch.map(({ event }) => event);
    const answers = endpoint === undefined || events.length === 0 ? [] : await postEvents(events, endpoint);
    batch.forEach(({ event, line }, index) => {
      const problem = answers[index];
      if (problem === undefined) count(event, counts);
      else rejected.add(rejectRow(line, 'refused', problem));
    });
    batch = [];
  };
  for await (const row of readPinpoint(importText(file), Date.now())) {
    if (row.kind === 'rejected') {
      rejected.add(row);
      continue;
    }
    batch.push({ event: row.event, line: row.line });
    if (batch.length === EVENTS_PER_REQUEST) await flush();
  }
  await flush();
  const { count: rejections, byReason, first } = rejected;
  const told = endpoint === undefined ? 'would be brought over' : 'brought over';
  const lines = [
    `${file}: ${counts.events} endpoints ${told}`,
    ...alignColumns(Object.entries(counts).filter(([name]) => name !== 'events')),
    ...rejected.lines(),
  ];
  return { file, ...counts, rejected: { count: rejections, byReason, first }, lines };
}

function count(
  event: ShopEvent,
  counts: Record<'events' | 'email' | 'sms' | 'granted' | 'withdrawn', number>,
) {
  if (event.type !== 'customer.updated') return;
  counts.events += 1;
  if (event.data.contact?.email != null) counts.email += 1;
  if (event.data.contact?.phone != null) counts.sms += 1;
  for (const { status } of event.data.consents ?? []) if (status !== 'pending') counts[status] += 1;
}
