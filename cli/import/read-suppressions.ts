import * as z from 'zod';
import type { ListedAddress } from '../../shared/app/suppression/import-suppressions.ts';
import type { Suppression } from '../../shared/app/suppression/suppression.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { CsvHeader } from '../orders/csv-header.ts';
import { type RejectedRow, rejectRow } from '../orders/order-row.ts';
import { type ImportRecord, importRecords } from './import-records.ts';

type SuppressionRow = ({ readonly kind: 'listed' } & ListedAddress) | RejectedRow;

const ADDRESS_COLUMNS = [
  'email',
  'email address',
  'address',
  'destination',
  'phone',
  'phone number',
  'number',
];
const DATE_COLUMNS = ['date', 'at', 'last update time', 'created at', 'suppressed at', 'timestamp'];

/** As SES exports its list: lines of `emailAddress` and `reason`, or one answer of `list-suppressed-destinations`. */
const jsonSchema = z.object({
  emailAddress: z.string().optional(),
  EmailAddress: z.string().optional(),
  reason: z.string().optional(),
  Reason: z.string().optional(),
  LastUpdateTime: z.union([z.string(), z.number()]).optional(),
});
const answerSchema = z.object({ SuppressedDestinationSummaries: z.array(z.unknown()) });

/**
 * Reads a list of addresses and numbers: CSV with a header or, as SES takes it, without one (address, reason), JSON lines, or what
 * `aws sesv2 list-suppressed-destinations` prints. `now` stands for a date that is missing, and for one that is still to come.
 */
export async function* readSuppressions(
  text: AsyncIterable<string>,
  now: Instant,
): AsyncGenerator<SuppressionRow> {
  const whole = await collect(text);
  const answer = answerSchema.safeParse(parseJson(whole));
  if (answer.success) {
    for (const [index, value] of answer.data.SuppressedDestinationSummaries.entries())
      yield fromJson({ kind: 'json', line: index + 1, value }, now);
    return;
  }
  let header: CsvHeader | undefined;
  let isFirst = true;
  for await (const record of importRecords(asPieces(whole))) {
    if (record.kind === 'rejected') yield record;
    else if (record.kind === 'json') yield fromJson(record, now);
    else if (isFirst && !record.fields.some((field) => channelOf(field) !== undefined))
      header = new CsvHeader(record.fields);
    else yield fromRow(record, header, now);
    isFirst = false;
  }
}

function fromJson({ line, value }: Extract<ImportRecord, { kind: 'json' }>, now: Instant): SuppressionRow {
  const { data = {} } = jsonSchema.safeParse(value);
  const { LastUpdateTime: date } = data;
  // The SDKs give seconds since 1970.
  const at = typeof date === 'number' ? new Date(date * 1000).toISOString() : (date ?? '');
  const address = data.emailAddress ?? data.EmailAddress ?? '';
  return listed({ line, address, reason: data.reason ?? data.Reason ?? '', at }, now);
}

function fromRow(
  { line, fields }: Extract<ImportRecord, { kind: 'row' }>,
  header: CsvHeader | undefined,
  now: Instant,
): SuppressionRow {
  const textAt = (position: number) => fields[position] ?? '';
  if (header === undefined)
    return listed({ line, address: textAt(0), reason: textAt(1), at: textAt(2) }, now);
  const named = ADDRESS_COLUMNS.map((name) => textAt(header.find(name)));
  const address = named.find((field) => field !== '') ?? '';
  const reason = textAt(header.find('reason', 'type', 'status'));
  return listed({ line, address, reason, at: textAt(header.find(...DATE_COLUMNS)) }, now);
}

interface Listed {
  readonly line: number;
  readonly address: string;
  readonly reason: string;
  readonly at: string;
}

function listed({ line, address, reason: given, at }: Listed, now: Instant): SuppressionRow {
  if (address === '') return rejectRow(line, 'no-address', 'There is no address or number in it.');
  const channel = channelOf(address);
  if (channel === undefined)
    return rejectRow(
      line,
      'bad-address',
      'It is neither an e-mail address nor a number in E.164 form such as +8613800138000.',
    );
  const said = at === '' ? now : Date.parse(at);
  if (Number.isNaN(said)) return rejectRow(line, 'bad-date', 'The date is not ISO 8601, such as 2026-11-22.');
  const reason = reasonOf(given);
  // Who unsubscribed from a newsletter still wants to know that their parcel is on its way; STOP to a number ends all of it.
  const promotionalOnly = reason === 'opted-out' && channel === 'email';
  return { kind: 'listed', channel, address, reason, at: Math.min(said, now), promotionalOnly };
}

function channelOf(text: string): ListedAddress['channel'] | undefined {
  if (z.email().max(254).safeParse(text).success) return 'email';
  return /^\+[1-9]\d{6,14}$/.test(text.replace(/[\s().-]/g, '')) ? 'sms' : undefined;
}

function reasonOf(text: string): Suppression['reason'] {
  if (/complain|spam|abuse/i.test(text)) return 'complaint';
  if (/bounce|invalid|undeliver/i.test(text)) return 'hard-bounce';
  return /unsub|opt(ed)?[ _-]?out|stop|withdrawn/i.test(text) ? 'opted-out' : 'imported';
}

async function collect(text: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const piece of text) whole += piece;
  return whole;
}

async function* asPieces(text: string): AsyncGenerator<string> {
  yield text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
