import { useEffect, useRef, useState } from 'preact/hooks';
import { FetchFailure, fetchJson } from './fetch-json.ts';
import { useFetched } from './use-fetched.ts';

/** A list that is read page by page. */
export interface Pages<T> {
  /** Undefined until the first page was read. */
  readonly pages: readonly T[] | undefined;
  readonly failure: FetchFailure | undefined;
  readonly reload: () => void;
  /** Reads the next page; absent at the end. */
  readonly more: (() => void) | undefined;
}

/**
 * Reads the first page of `path` again and again, until the reader asks for more: from then on the list stands still,
 * since a first page that moved would leave a gap before the second.
 */
export function usePages<T>(
  path: string,
  nextPath: (page: T) => string | undefined,
  pollMs: number,
): Pages<T> {
  const [further, setFurther] = useState<readonly T[]>([]);
  const [furtherFailure, setFurtherFailure] = useState<FetchFailure>();
  const first = useFetched<T>(path, further.length === 0 ? pollMs : undefined);

  // Another list begins with its first page.
  useEffect(() => {
    setFurther([]);
    setFurtherFailure(undefined);
  }, [path]);

  const wanted = useRef(path);
  wanted.current = path;
  const last = further.at(-1) ?? first.data;
  const next = last === undefined ? undefined : nextPath(last);
  const readMore = async (nextPage: string): Promise<void> => {
    try {
      const page = await fetchJson<T>(nextPage);
      if (wanted.current !== path) return;
      setFurther([...further, page]);
      setFurtherFailure(undefined);
    } catch (error) {
      setFurtherFailure(error instanceof FetchFailure ? error : new FetchFailure('OFFLINE', ''));
    }
  };
  return {
    pages: first.data === undefined ? undefined : [first.data, ...further],
    failure: first.failure ?? furtherFailure,
    reload: first.reload,
    more: next === undefined ? undefined : () => void readMore(next),
  };
}
