import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { PerennialError } from '../../shared/perennial-error.ts';

/** The text of a file, piece by piece; unpacked where its name ends in .gz. Throws `IMPORT.UNREADABLE`. */
export async function* importText(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const stream = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  // What goes wrong with the file must not be lost on the way through the unpacking.
  bytes.on('error', (error) => stream.destroy(error));
  const decoder = new TextDecoder();
  try {
    for await (const piece of stream) yield decoder.decode(piece, { stream: true });
  } catch (cause) {
    const message = `${file} cannot be read. Give a file of text, or one that gzip packed and whose name ends in .gz.`;
    throw new PerennialError('IMPORT.UNREADABLE', { message, cause });
  }
}
