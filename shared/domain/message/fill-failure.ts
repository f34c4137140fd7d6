import { UndefinedVariableError } from 'liquidjs';
import { EmptySlotError } from './liquid-engines.ts';

/** Why a template could not be filled. */
export interface FillFailure {
  /** The slot as written in the template, where one is to blame. */
  readonly slot?: string;
  readonly reason: string;
}

/** Reads what Liquid threw while it filled a template. */
export function fillFailureOf(error: unknown): FillFailure {
  if (!(error instanceof Error)) return { reason: String(error) };
  const slot = slotOf(error);
  const cause = 'originalError' in error ? error.originalError : error;
  const isEmpty = error instanceof UndefinedVariableError || cause instanceof EmptySlotError;
  const reason = isEmpty ? 'nothing to fill it with' : (error.message.split('\n')[0] ?? error.name);
  return slot === undefined ? { reason } : { slot, reason };
}

/** The tag or output that Liquid was at, as written. */
function slotOf(error: Error): string | undefined {
  const token = 'token' in error ? error.token : undefined;
  if (typeof token !== 'object' || token === null || !('getText' in token)) return undefined;
  return typeof token.getText === 'function' ? String(token.getText()) : undefined;
}
