import * as z from 'zod';

/** Written by `calibrate`, one for each segment of the table, and by `recheck` where a segment is not through yet. */
export const recheckMessageSchema = z.object({
  kind: z.literal('recheck'),
  segment: z.object({ index: z.int().min(0), of: z.int().min(1) }),
  /** Where to go on; absent at the beginning of the segment. */
  cursor: z.string().optional(),
});

export type RecheckMessage = z.infer<typeof recheckMessageSchema>;
