import type { Fact } from '../../shared/domain/customer/fact.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';
import { day } from './inputs.ts';

type MessageRequested = Extract<Fact, { kind: 'message.requested' }>;

/** The fact that a promotional mail was asked for, worth sending for three days, with what a test wants otherwise. */
export function messageRequested(overrides: Partial<MessageRequested> = {}): MessageRequested {
  const { at = day(0) } = overrides;
  return {
    kind: 'message.requested',
    at,
    campaign: 'win-back',
    step: 'first',
    occurrence: 'o1',
    channel: 'email',
    template: 'win-back',
    isPromotional: true,
    expiresAt: at + 3 * DAY_MS,
    ...overrides,
  };
}
