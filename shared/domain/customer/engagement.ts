import type { Instant } from '../instant.ts';
import type { CustomerState } from './customer-state.ts';
import type { Fact } from './fact.ts';
import type { MessageEngaged } from './input.ts';

/** Takes note that a message was opened or clicked: the first opening, and the newest click. Of one that is forgotten only the time is kept. */
export function engage(
  state: CustomerState,
  input: MessageEngaged,
  facts: Fact[],
  now: Instant,
): CustomerState {
  const { campaign, step, occurrence, occurredAt } = input;
  const position = state.messages.findIndex(
    (message) => message.campaign === campaign && message.step === step && message.occurrence === occurrence,
  );
  const message = state.messages[position];
  if (message === undefined)
    return { ...state, engagedAt: Math.max(state.engagedAt ?? occurredAt, occurredAt) };
  const isClick = input.kind === 'message.clicked';
  const known = isClick ? message.clickedAt : message.openedAt;
  if (known === undefined) {
    const engagement = isClick ? 'clicked' : 'opened';
    facts.push({ kind: 'message.engaged', at: now, campaign, step, occurrence, engagement });
  }
  const engaged = isClick
    ? { ...message, clickedAt: Math.max(known ?? occurredAt, occurredAt) }
    : { ...message, openedAt: Math.min(known ?? occurredAt, occurredAt) };
  return { ...state, messages: state.messages.with(position, engaged) };
}
