import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { PerennialError } from '../../shared/perennial-error.ts';

const CHUNK_BYTES = 256 * 1024;
const HEAD_BYTES = 64 * 1024;

/** The text of an order file, gzip or not, read piece by piece. */
export interface OrderText {
  /** The beginning of the text, enough to tell the format by. */
  readonly head: string;
  /** The whole text from the start; each iteration reads the file anew. */
  readonly text: AsyncIterable<string>;
  /** Size of the file on disk and how much of it the running iteration has read, in bytes. */
  readonly progress: { readonly bytesTotal: number; readonly bytesRead: number };
}

interface MutableProgress {
  readonly bytesTotal: number;
  bytesRead: number;
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function translateReadError(file: string, error: unknown): unknown {
  const code = errorCode(error);
  if (error instanceof PerennialError || code === undefined) {
    return error;
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new PerennialError('ORDERS.NO_FILE', {
      message: `There is no file ${file}. Check the path given to --orders.`,
      cause: error,
    });
  }
  if (code.startsWith('Z_')) {
    return new PerennialError('ORDERS.BAD_GZIP', {
      message: `${file} is damaged or cut-off gzip (${code}). Compress or download it again.`,
      cause: error,
    });
  }
  return new PerennialError('ORDERS.UNREADABLE', {
    message: `${file} cannot be read (${code}). Check that the file may be read by this user.`,
    cause: error,
  });
}

async function sizeOf(file: string): Promise<number> {
  const info = await stat(file);
  if (info.isDirectory()) {
    throw new PerennialError('ORDERS.IS_DIRECTORY', {
      message: `${file} is a directory. Give --orders one order file.`,
    });
  }
  if (info.size === 0) {
    throw new PerennialError('ORDERS.EMPTY', { message: `${file} is empty: it has no orders to read.` });
  }
  return info.size;
}

async function firstBytes(file: string): Promise<Uint8Array> {
  for await (const chunk of createReadStream(file, { start: 0, end: 3 })) {
    return chunk;
  }
  return new Uint8Array();
}

async function* readBytes(
  file: string,
  isGzip: boolean,
  progress: MutableProgress,
): AsyncGenerator<Uint8Array> {
  progress.bytesRead = 0;
  const raw = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  raw.on('data', (chunk) => {
    progress.bytesRead += chunk.length;
  });
  if (!isGzip) {
    yield* raw;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  raw.on('error', (error) => gunzip.destroy(error));
  try {
    yield* raw.pipe(gunzip);
  } finally {
    raw.destroy();
  }
}

/** UTF-16 where its byte order mark says so (Excel's "Unicode text"), else UTF-8; a mark is dropped either way. */
function decoderFor(chunk: Uint8Array): TextDecoder {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) {
    return new TextDecoder('utf-16le');
  }
  return new TextDecoder(chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8');
}

async function* decode(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of bytes) {
      decoder ??= decoderFor(chunk);
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') {
        yield text;
      }
    }
  } catch (error) {
    throw translateReadError(file, error);
  }
}

async function readHead(text: AsyncIterable<string>): Promise<string> {
  let head = '';
  for await (const chunk of text) {
    head += chunk;
    if (head.length >= HEAD_BYTES) {
      break;
    }
  }
  return head.slice(0, HEAD_BYTES);
}

function checkIsText(file: string, head: string): void {
  if (head.startsWith('PK\u0003\u0004')) {
    throw new PerennialError('ORDERS.NOT_TEXT', {
      message: `${file} is a zip file or a spreadsheet. Unzip it, or save the sheet as CSV, and give that file.`,
    });
  }
  if (head.includes('\0')) {
    throw new PerennialError('ORDERS.NOT_TEXT', {
      message: `${file} is not a text file. Give a CSV or text export of orders, as it is or compressed with gzip.`,
    });
  }
  if (head.trim() === '') {
    throw new PerennialError('ORDERS.EMPTY', {
      message: `${file} holds only blanks: it has no orders to read.`,
    });
  }
}

/**
 * Opens an order file as text. Gzip is told by its first two bytes (RFC 1952, 2.3.1), not by the file's name.
 *
 * @throws PerennialError ORDERS.NO_FILE, IS_DIRECTORY, EMPTY, UNREADABLE, BAD_GZIP, NOT_TEXT
 */
export async function openOrderText(file: string): Promise<OrderText> {
  try {
    const progress = { bytesTotal: await sizeOf(file), bytesRead: 0 };
    const [first, second] = await firstBytes(file);
    const isGzip = first === 0x1f && second === 0x8b;
    const readText = (): AsyncGenerator<string> => decode(file, readBytes(file, isGzip, progress));
    const head = await readHead(readText());
    checkIsText(file, head);
    return { head, text: { [Symbol.asyncIterator]: readText }, progress };
  } catch (error) {
    throw translateReadError(file, error);
  }
}
