import { createHash } from 'node:crypto';
import type { Trigger } from '../../domain/campaign/campaign-rules.ts';

/** Tells a trigger from another one: the same for the same trigger, in whatever order its parts are given. */
export const triggerHash = (trigger: Trigger): string =>
  createHash('sha256')
    .update(JSON.stringify(trigger, (_, value: unknown) => inOrder(value)))
    .digest('hex')
    .slice(0, 16);

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
