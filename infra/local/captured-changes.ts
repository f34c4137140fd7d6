import type { Change, Key } from '../../shared/ports.ts';
import { createRecordFilter } from './mapping/record-filter.ts';
import type { StreamMapping } from './template/local-topology.ts';

const EVENT_NAMES: Readonly<Record<Change['kind'], string>> = {
  insert: 'INSERT',
  modify: 'MODIFY',
  remove: 'REMOVE',
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a filter asks for nothing but what kind of change it is and which item changed. */
function looksAtKeysOnly(pattern: unknown): boolean {
  if (!isRecord(pattern)) return false;
  const { eventName: _, dynamodb, ...rest } = pattern;
  if (Object.keys(rest).length > 0) return false;
  return (
    dynamodb === undefined || (isRecord(dynamodb) && Object.keys(dynamodb).every((field) => field === 'Keys'))
  );
}

/**
 * Which changes any of the mappings lets through, so that a local stream need not record the others. Filters that look
 * into images cannot be judged by the key: then every change is recorded.
 */
export function capturedChanges(
  mappings: readonly StreamMapping[],
): (change: { readonly kind: Change['kind']; readonly key: Key }) => boolean {
  const isJudgeable = mappings.every(({ filters }) => filters.length > 0 && filters.every(looksAtKeysOnly));
  if (!isJudgeable) return () => true;
  const filters = mappings.map((mapping) => createRecordFilter(mapping.filters));
  return ({ kind, key }) => {
    const record = {
      eventName: EVENT_NAMES[kind],
      dynamodb: { Keys: { pk: { S: key.pk }, sk: { S: key.sk } } },
    };
    return filters.some((passes) => passes(record));
  };
}
