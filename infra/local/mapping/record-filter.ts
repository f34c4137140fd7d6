import { compileEventPattern } from '../bus/event-pattern.ts';

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The filter criteria of a mapping: a record passes where any pattern matches, and all pass where there is none. */
export function createRecordFilter(patterns: readonly unknown[]): (record: object) => boolean {
  if (patterns.length === 0) return () => true;
  const filters = patterns.map((pattern) => ({
    matches: compileEventPattern(pattern),
    /** A pattern with an object for `body` looks into JSON; one with a list compares the text. */
    readsBody: isPlainObject(pattern) && isPlainObject(pattern.body),
  }));
  return (record) => {
    const text = 'body' in record && typeof record.body === 'string' ? record.body : undefined;
    return filters.some(({ matches, readsBody }) =>
      matches(readsBody && text !== undefined ? { ...record, body: parseJson(text) } : record),
    );
  };
}
