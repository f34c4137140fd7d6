import { randomUUID } from 'node:crypto';
import type { Bus, BusEntry, PublishResult, Queue, QueueMessage } from '../../../shared/ports.ts';
import type { RuleResource } from '../template/local-topology.ts';
import { compileEventPattern } from './event-pattern.ts';

interface LocalBusOptions {
  /** The rules of this bus. */
  readonly rules: readonly RuleResource[];
  readonly queueByArn: (arn: string) => Queue;
  readonly account: string;
  readonly region: string;
  readonly newId?: () => string;
}

const ENTRY_LIMIT_BYTES = 1_048_576;
const DETAIL_TYPE_LIMIT = 128;
/** What EventBridge counts for the time of an entry. */
const TIME_BYTES = 14;

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (code: string, message: string): PublishResult => ({ status: 'failed', code, message });

function validate(entry: BusEntry, detail: string | undefined): PublishResult | undefined {
  if (entry.source === '') return refused('InvalidArgument', 'Parameter Source is not valid. Reason: empty.');
  if (entry.detailType === '' || entry.detailType.length > DETAIL_TYPE_LIMIT) {
    return refused(
      'InvalidArgument',
      'Parameter DetailType is not valid. Reason: it has 1 to 128 characters.',
    );
  }
  if (!isObject(entry.detail) || detail === undefined) {
    return refused('MalformedDetail', 'Detail is malformed: it is not a JSON object.');
  }
  const bytes = TIME_BYTES + Buffer.byteLength(entry.source + entry.detailType) + Buffer.byteLength(detail);
  if (bytes >= ENTRY_LIMIT_BYTES) {
    return refused('ValidationException', `The entry has ${bytes} bytes, the limit is ${ENTRY_LIMIT_BYTES}.`);
  }
  return undefined;
}

/**
 * EventBridge's part on one machine: validates entries as PutEvents does (a bad one fails alone), matches them against the
 * rules' patterns and puts the whole event on the queues of those that match. Where a queue does not take them, the
 * entries meant for it have failed with `InternalFailure`. Throws `LOCAL.EVENT_PATTERN` at once for a rule's bad pattern.
 */
export function createLocalBus(options: LocalBusOptions): Bus {
  const newId = options.newId ?? randomUUID;
  const rules = options.rules.map(({ pattern, targets }) => ({
    matches: compileEventPattern(pattern),
    targets,
  }));

  const envelope = (entry: BusEntry) => ({
    version: '0',
    id: newId(),
    'detail-type': entry.detailType,
    source: entry.source,
    account: options.account,
    time: new Date(Math.floor(entry.time / 1000) * 1000).toISOString().replace('.000Z', 'Z'),
    region: options.region,
    resources: [],
  });

  return {
    publish: async (entries) => {
      const results: PublishResult[] = entries.map(() => ({ status: 'published' }));
      const deliveries = new Map<
        string,
        { readonly positions: number[]; readonly messages: QueueMessage[] }
      >();
      for (const [position, entry] of entries.entries()) {
        const detail = JSON.stringify(entry.detail);
        const invalid = validate(entry, detail);
        if (invalid !== undefined) {
          results[position] = invalid;
          continue;
        }
        const header = envelope(entry);
        const event = { ...header, detail: entry.detail };
        const targets = rules.filter(({ matches }) => matches(event)).flatMap((rule) => rule.targets);
        if (targets.length === 0) continue;
        const body = `${JSON.stringify(header).slice(0, -1)},"detail":${detail}}`;
        for (const { queueArn, groupId } of targets) {
          const delivery = deliveries.get(queueArn) ?? { positions: [], messages: [] };
          delivery.positions.push(position);
          delivery.messages.push(groupId === undefined ? { body } : { body, groupId });
          deliveries.set(queueArn, delivery);
        }
      }
      for (const [queueArn, { positions, messages }] of deliveries) {
        try {
          await options.queueByArn(queueArn).send(messages);
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          for (const position of positions) results[position] = refused('InternalFailure', message);
        }
      }
      return results;
    },
  };
}
