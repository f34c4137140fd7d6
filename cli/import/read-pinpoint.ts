import type { Instant } from '../../shared/domain/instant.ts';
import { type EndpointRow, eventOfEndpoint } from './event-of-endpoint.ts';
import { importRecords } from './import-records.ts';
import { endpointOfRow } from './pinpoint-endpoint.ts';

/** Reads a file of an export job of Amazon Pinpoint, JSON lines or CSV: an event or a rejection for each endpoint. */
export async function* readPinpoint(text: AsyncIterable<string>, now: Instant): AsyncGenerator<EndpointRow> {
  let names: readonly string[] | undefined;
  for await (const record of importRecords(text)) {
    if (record.kind === 'rejected') yield record;
    else if (record.kind === 'json') yield eventOfEndpoint(record.value, record.line, now);
    else if (names === undefined) names = record.fields;
    else yield eventOfEndpoint(endpointOfRow(names, record.fields), record.line, now);
  }
}
