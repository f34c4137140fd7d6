import * as z from 'zod';
import type { ProviderEvent } from '../../domain/feedback/provider-event.ts';
import { describeIssues } from '../describe-issues.ts';

/** A text that a person sent to one of the shop's numbers. */
export interface InboundText {
  readonly id: string;
  readonly at: number;
  /** The person's own number; personal, so never kept. */
  readonly from: string;
  readonly body: string;
}

export type ReadFeedback =
  | { readonly status: 'event'; readonly event: ProviderEvent }
  | { readonly status: 'text'; readonly text: InboundText }
  | { readonly status: 'unreadable'; readonly reason: string };

/** The outcome of a reading that throws a ZodError where the shape is another; the reason names fields, never what is in them. */
export function readingOf(read: () => ReadFeedback): ReadFeedback {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { status: 'unreadable', reason: `Not what a provider tells: ${describeIssues(error)}` };
  }
}
