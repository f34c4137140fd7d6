import type { Context } from 'hono';
import type { PageFile } from './build-console.ts';

/** Answers with a file of the page: 304 where the browser has it, else in the shortest coding that it takes. */
export function sendPageFile(context: Context, file: PageFile, cacheControl: string): Response {
  const headers = {
    'content-type': file.contentType,
    'cache-control': cacheControl,
    etag: file.etag,
    vary: 'accept-encoding',
  };
  const known = context.req.header('if-none-match')?.split(/\s*,\s*/) ?? [];
  if (known.some((tag) => tag.replace(/^W\//, '') === file.etag)) return context.body(null, 304, headers);

  const accepted = new Set(
    (context.req.header('accept-encoding') ?? '')
      .split(',')
      .filter((coding) => !/;\s*q=0(\.0*)?\s*$/.test(coding))
      .map((coding) => coding.split(';', 1)[0]?.trim()),
  );
  for (const coding of ['br', 'gzip'] as const) {
    if (accepted.has(coding))
      return context.body(file[coding], 200, { ...headers, 'content-encoding': coding });
  }
  return context.body(file.identity, 200, headers);
}
