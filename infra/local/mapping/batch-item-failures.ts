import * as z from 'zod';

const responseSchema = z.looseObject({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/** What became of a batch. `ids`: the records to be retried. */
export type BatchOutcome =
  | { readonly status: 'succeeded' }
  | { readonly status: 'partial'; readonly ids: ReadonlySet<string> }
  | { readonly status: 'failed'; readonly reason: string };

/**
 * Reads the response of a function that reports batch item failures: nothing, or an empty list, is success; an id that is
 * not in the batch, or a response of another shape, fails all of it
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
 */
export function readBatchResponse(response: unknown, batch: readonly string[]): BatchOutcome {
  if (response === undefined || response === null || response === '') return { status: 'succeeded' };
  const parsed = responseSchema.safeParse(response);
  if (!parsed.success) {
    return { status: 'failed', reason: 'the response has no valid batchItemFailures' };
  }
  const ids = new Set((parsed.data.batchItemFailures ?? []).map((failure) => failure.itemIdentifier));
  if (ids.size === 0) return { status: 'succeeded' };
  const known = new Set(batch);
  const unknown = [...ids].find((id) => !known.has(id));
  if (unknown !== undefined)
    return { status: 'failed', reason: `the response names ${unknown}, not in the batch` };
  return ids.size === known.size
    ? { status: 'failed', reason: 'the function reported every record as failed' }
    : { status: 'partial', ids };
}
