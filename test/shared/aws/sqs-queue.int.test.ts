import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSqsQueue } from '../../../shared/aws/sqs-queue.ts';
import {
  type Answer,
  type AwsStub,
  jsonAnswer,
  jsonError,
  type StubRequest,
  startAwsStub,
} from '../../support/aws-stub.ts';
import { immediateBackoff } from '../../support/immediate-backoff.ts';

const requestSchema = z.object({
  Entries: z.array(
    z.looseObject({
      Id: z.string(),
      MessageBody: z.string(),
      MessageGroupId: z.string().optional(),
      DelaySeconds: z.number().optional(),
    }),
  ),
});

const entriesOf = ({ body }: StubRequest) => requestSchema.parse(JSON.parse(body)).Entries;

/** Answers as SQS does, taking the messages for which `refusal` gives no code. */
const taking =
  (refusal: (body: string) => { code: string; senderFault: boolean } | undefined = () => undefined): Answer =>
  (request) => {
    const entries = entriesOf(request).map((entry) => ({ entry, refused: refusal(entry.MessageBody) }));
    return jsonAnswer({
      Successful: entries.flatMap(({ entry, refused }) =>
        refused ? [] : [{ Id: entry.Id, MessageId: 'm', MD5OfMessageBody: undefined }],
      ),
      Failed: entries.flatMap(({ entry, refused }) =>
        refused ? [{ Id: entry.Id, Code: refused.code, SenderFault: refused.senderFault }] : [],
      ),
    });
  };

let stub: AwsStub | undefined;

afterEach(async () => {
  await stub?.stop();
});

async function start(answer: Answer) {
  const started = await startAwsStub(answer);
  stub = started;
  // The stub does not compute the digests that the client would compare.
  const client = new SQSClient({ ...started.connection, md5: false });
  return {
    stub: started,
    queue: createSqsQueue(client, `${started.connection.endpoint}/1/inputs`, immediateBackoff(3)),
  };
}

describe('the SQS sender', () => {
  it('sends at most 10 messages and 1 MiB in a batch, groups and delays included', async () => {
    const { stub: sqs, queue } = await start(taking());
    await queue.send([
      { body: 'x'.repeat(700_000), groupId: 'campaign-1' },
      { body: 'x'.repeat(700_000), delaySeconds: 5 },
      ...Array.from({ length: 10 }, () => ({ body: 'small' })),
    ]);
    const batches = sqs.requests.map(entriesOf).toSorted((one, other) => one.length - other.length);
    expect(batches.map((entries) => entries.length)).toEqual([1, 1, 10]);
    expect(batches.flat().filter(({ MessageGroupId }) => MessageGroupId === 'campaign-1')).toHaveLength(1);
    expect(batches.flat().filter(({ DelaySeconds }) => DelaySeconds === 5)).toHaveLength(1);
  });

  it('sends again what SQS did not take, and that alone', async () => {
    let refusals = 1;
    const { stub: sqs, queue } = await start(
      taking((body) => {
        if (body !== 'b' || refusals === 0) return undefined;
        refusals -= 1;
        return { code: 'InternalError', senderFault: false };
      }),
    );
    await queue.send([{ body: 'a' }, { body: 'b' }]);
    expect(sqs.requests.map((request) => entriesOf(request).map(({ MessageBody }) => MessageBody))).toEqual([
      ['a', 'b'],
      ['b'],
    ]);
  });

  it('throws, to be tried again, where some could not be stored', async () => {
    const { stub: sqs, queue } = await start(
      taking((body) => (body === 'b' ? { code: 'InternalError', senderFault: false } : undefined)),
    );
    await expect(queue.send([{ body: 'a' }, { body: 'b' }])).rejects.toMatchObject({
      code: 'QUEUE.SEND_INCOMPLETE',
      retryable: true,
      details: { refused: 1, of: 2, codes: ['InternalError'] },
    });
    expect(sqs.requests).toHaveLength(3);
  });

  it('does not insist on a message that SQS will never take', async () => {
    const { stub: sqs, queue } = await start(
      taking(() => ({ code: 'InvalidMessageContents', senderFault: true })),
    );
    await expect(queue.send([{ body: 'a' }])).rejects.toMatchObject({ retryable: false });
    expect(sqs.requests).toHaveLength(1);
  });

  it('refuses a message that is too large before it sends any', async () => {
    const { stub: sqs, queue } = await start(taking());
    await expect(queue.send([{ body: 'a' }, { body: 'x'.repeat(1_048_577) }])).rejects.toMatchObject({
      code: 'QUEUE.MESSAGE_TOO_LARGE',
    });
    expect(sqs.requests).toEqual([]);
  });

  it('names the queue that cannot be reached', async () => {
    const { queue } = await start(() => jsonError('com.amazonaws.sqs#QueueDoesNotExist'));
    await expect(queue.send([{ body: 'a' }])).rejects.toMatchObject({
      code: 'QUEUE.SEND_FAILED',
      retryable: false,
      message: expect.stringContaining('/1/inputs'),
    });
    await expect(queue.depth()).rejects.toMatchObject({ code: 'QUEUE.READ_FAILED' });
  });
});
