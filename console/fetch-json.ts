/** An answer that is not what was asked for. `code` is the server's, or `OFFLINE`. */
export class FetchFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Reads one answer of the API. The page and the server are one release, so the shape is taken at its word. */
export const fetchJson = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  ask(path, signal === undefined ? {} : { signal });

/** Asks for a change, and reads the answer. */
export const postJson = <T>(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<T> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function ask<T>(path: string, request: RequestInit): Promise<T> {
  const response = await fetch(path, request).catch((cause: unknown) => {
    if (request.signal?.aborted === true) throw cause;
    throw new FetchFailure('OFFLINE', 'The server does not answer.');
  });
  if (response.ok) return response.json();
  const answer: { error?: { code?: string; message?: string } } = await response.json().catch(() => ({}));
  throw new FetchFailure(answer.error?.code ?? 'OFFLINE', answer.error?.message ?? response.statusText);
}
