import * as z from 'zod';

/** Something that a campaign asks a person to do. The customer is named by the shop's own id alone. */
export const taskSchema = z.object({
  status: z.enum(['open', 'done', 'dismissed']),
  factId: z.string(),
  campaign: z.string(),
  step: z.string(),
  occurrence: z.string(),
  title: z.string(),
  note: z.string().optional(),
  requestedAt: z.number(),
  dueAt: z.number(),
  closedAt: z.number().optional(),
  /** What whoever closed it wrote. */
  closingNote: z.string().optional(),
});

export type Task = z.infer<typeof taskSchema>;
