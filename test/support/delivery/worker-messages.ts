import * as z from 'zod';

const queueMessageSchema = z.object({
  body: z.string(),
  groupId: z.string().optional(),
  delaySeconds: z.number().optional(),
});

/** What a worker tells whoever began it. */
export const fromWorkerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** These go to the end of the queue; the worker waits until that is done. */
  z.object({ kind: z.literal('send'), call: z.int(), messages: z.array(queueMessageSchema) }),
  z.object({ kind: z.literal('done'), failed: z.array(z.string()) }),
]);

/** What it is told. */
export const toWorkerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('batch'),
    records: z.array(z.object({ messageId: z.string(), body: z.string() })),
  }),
  z.object({ kind: z.literal('stored'), call: z.int() }),
]);

/** Where a worker finds what it works with. */
export const workerSetupSchema = z.object({
  tableName: z.string(),
  dynamoDbEndpoint: z.string(),
  sesEndpoint: z.string(),
  /** Of the worker's clock against the machine's. */
  clockSkewMs: z.number(),
  /** A file: the compiled shop. */
  shopFile: z.string(),
});
export type WorkerSetup = z.infer<typeof workerSetupSchema>;
export type ToWorker = z.infer<typeof toWorkerSchema>;
export type FromWorker = z.infer<typeof fromWorkerSchema>;
