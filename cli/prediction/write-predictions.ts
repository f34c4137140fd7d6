import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CustomerPrediction } from '../../shared/app/predict/predict-customers.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { writeDay } from './parse-day.ts';

const COLUMNS = 'customer_id,x,t_x,T,p_alive,expected_orders,expected_spend,clv,next_order';
/** Rows that go out together. */
const ROWS_A_PIECE = 1_000;

/** One line for each customer. Times have two decimals, which in weeks tells every day; money has its currency's; what is not known is empty. */
export function* predictionCsv(
  predictions: Iterable<CustomerPrediction>,
  moneyDecimals: number,
): Generator<string> {
  yield `${COLUMNS}\n`;
  for (const one of predictions) {
    const cells = [
      quote(one.customerId),
      one.x,
      rounded(one.tx, 2),
      rounded(one.T, 2),
      rounded(one.probabilityAlive, 6),
      rounded(one.expectedOrders, 6),
      one.expectedSpend === undefined ? '' : one.expectedSpend.toFixed(moneyDecimals),
      one.lifetimeValue === undefined ? '' : one.lifetimeValue.toFixed(moneyDecimals),
      one.nextOrderDay === undefined ? '' : writeDay(one.nextOrderDay),
    ];
    yield `${cells.join(',')}\n`;
  }
}

/** One JSON object: `head`, and in `predictions` an object for each customer with the columns of the CSV; what is not known is null. */
export function* predictionJson(
  head: Readonly<Record<string, unknown>>,
  predictions: Iterable<CustomerPrediction>,
): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"predictions":[`;
  let comma = '';
  for (const one of predictions) {
    const row = {
      customer_id: one.customerId,
      x: one.x,
      t_x: rounded(one.tx, 2),
      T: rounded(one.T, 2),
      p_alive: one.probabilityAlive,
      expected_orders: one.expectedOrders,
      expected_spend: one.expectedSpend ?? null,
      clv: one.lifetimeValue ?? null,
      next_order: one.nextOrderDay === undefined ? null : writeDay(one.nextOrderDay),
    };
    yield `${comma}${JSON.stringify(row)}`;
    comma = ',';
  }
  yield ']}\n';
}

/** Writes to a file, or to standard output where none is named. @throws PerennialError PREDICTION.CANNOT_WRITE */
export async function writePieces(pieces: Iterable<string>, file: string | undefined): Promise<void> {
  const readable = Readable.from(joined(pieces), { objectMode: false });
  try {
    if (file === undefined) await pipeline(readable, process.stdout, { end: false });
    else await pipeline(readable, createWriteStream(file));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    // Whoever reads our output, such as `head`, has seen enough.
    if (file === undefined && code === 'EPIPE') return;
    if (code === undefined) throw cause;
    throw new PerennialError('PREDICTION.CANNOT_WRITE', {
      message: `The predictions cannot be written to ${file ?? 'standard output'} (${code}). Name a file in a folder that is there with --out.`,
      cause,
    });
  }
}

function* joined(pieces: Iterable<string>): Generator<string> {
  let piece: string[] = [];
  for (const part of pieces) {
    piece.push(part);
    if (piece.length === ROWS_A_PIECE) {
      yield piece.join('');
      piece = [];
    }
  }
  yield piece.join('');
}

/** RFC 4180, section 2: a field with a comma, a quote or a line break is quoted, its quotes doubled. */
const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
