import * as z from 'zod';
import type { BusEntry } from '../../shared/ports.ts';
import { type Answer, type AwsStub, jsonAnswer, startAwsStub } from './aws-stub.ts';

const requestSchema = z.object({
  Entries: z
    .array(
      z.object({
        EventBusName: z.string(),
        Source: z.string(),
        DetailType: z.string(),
        Detail: z.string(),
        Time: z.number(),
      }),
    )
    .min(1)
    .max(10),
});

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface EventBridgeStub extends AwsStub {
  readonly accepted: BusEntry[];
}

/** PutEvents as EventBridge answers it. With `answer` it says that instead, where it says anything. */
export async function startEventBridgeStub(
  answer: (...request: Parameters<Answer>) => ReturnType<Answer> | undefined = () => undefined,
): Promise<EventBridgeStub> {
  const accepted: BusEntry[] = [];
  const stub = await startAwsStub((request) => {
    const special = answer(request);
    if (special) return special;
    const results = requestSchema.parse(JSON.parse(request.body)).Entries.map((entry) => {
      const detail: unknown = JSON.parse(entry.Detail);
      if (!isObject(detail)) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
      accepted.push({
        source: entry.Source,
        detailType: entry.DetailType,
        detail,
        time: entry.Time * 1000,
      });
      return { EventId: `event-${accepted.length}` };
    });
    return jsonAnswer({
      FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
      Entries: results,
    });
  });
  return { ...stub, accepted };
}
