import { useCallback, useEffect, useState } from 'preact/hooks';
import { FetchFailure, fetchJson } from './fetch-json.ts';

/** What was read last, and what went wrong since. */
export interface Fetched<T> {
  readonly data: T | undefined;
  readonly failure: FetchFailure | undefined;
  readonly reload: () => void;
}

interface Answer<T> {
  readonly path: string;
  readonly data?: T;
  readonly failure?: FetchFailure;
}

/**
 * Reads `path` now, when it changes, and every `pollMs` while the page is seen; without `pollMs`, once.
 * A failure keeps what was read before it.
 */
export function useFetched<T>(path: string, pollMs?: number): Fetched<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ path });
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);

  // `attempt` is read by nothing inside: it is there so that "try again" begins anew.
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const read = async (): Promise<void> => {
      try {
        const data = await fetchJson<T>(path, stop.signal);
        setAnswer({ path, data });
      } catch (error) {
        if (stop.signal.aborted) return;
        const failure =
          error instanceof FetchFailure
            ? error
            : new FetchFailure('OFFLINE', 'The answer could not be read.');
        setAnswer((last) => (last.path === path ? { ...last, failure } : { path, failure }));
      }
      schedule();
    };
    const schedule = (): void => {
      if (pollMs !== undefined && !stop.signal.aborted && !document.hidden) timer = setTimeout(read, pollMs);
    };
    const resume = (): void => {
      clearTimeout(timer);
      if (!document.hidden && pollMs !== undefined) void read();
    };

    void read();
    document.addEventListener('visibilitychange', resume);
    return () => {
      stop.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', resume);
    };
  }, [path, pollMs, attempt]);

  const current = answer.path === path ? answer : undefined;
  return { data: current?.data, failure: current?.failure, reload };
}
