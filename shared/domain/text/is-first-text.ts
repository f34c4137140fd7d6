import type { CustomerState } from '../customer/customer-state.ts';
import type { MessageOrder } from '../message/message-order.ts';

/**
 * Whether no promotional text was asked for before this one, as far as the state remembers (20 messages): to somebody of many
 * messages the way out is told anew, which harms nobody.
 */
export function isFirstText(
  { messages }: Pick<CustomerState, 'messages'>,
  { campaign, step, occurrence }: Pick<MessageOrder, 'campaign' | 'step' | 'occurrence'>,
): boolean {
  const first = messages.find(({ channel, isPromotional }) => channel === 'sms' && isPromotional);
  if (first === undefined) return true;
  return first.campaign === campaign && first.step === step && first.occurrence === occurrence;
}
