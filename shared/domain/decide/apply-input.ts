import { attributeOrder } from '../campaign/attribute-order.ts';
import { askToConfirm, holdUnconfirmed } from '../campaign/double-opt-in.ts';
import type { CompiledRules } from '../compiled-rules.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import { engage } from '../customer/engagement.ts';
import type { Fact } from '../customer/fact.ts';
import type { CustomerUpdated, EventInput } from '../customer/input.ts';
import { changeCases } from '../customer/open-cases.ts';
import { placeOrder, refundOrder } from '../customer/order-book.ts';
import { updateProfile } from '../customer/profile.ts';
import { failAddress, restoreAddress, suppressAddress } from '../customer/suppressed-address.ts';
import type { Instant } from '../instant.ts';

/** What an input says of the customer becomes part of the state; classes, segments and campaigns are as they were. */
export function applyInput(
  state: CustomerState,
  input: EventInput,
  rules: CompiledRules,
  now: Instant,
  facts: Fact[],
): CustomerState {
  switch (input.kind) {
    case 'order.placed': {
      const placed = placeOrder(state, input, rules.counting, facts, now);
      const isNew = facts.some(({ kind }) => kind === 'order.counted');
      return isNew
        ? attributeOrder(placed, { ...input, at: input.occurredAt }, { rules, now, facts })
        : placed;
    }
    case 'order.refunded':
      return refundOrder(state, input, facts, now);
    case 'customer.updated':
      return updateCustomer(state, input, rules, now, facts);
    case 'case.opened':
    case 'case.closed':
      return changeCases(state, input, facts, now);
    case 'message.opened':
    case 'message.clicked':
      return engage(state, input, facts, now);
    case 'address.suppressed':
      return suppressAddress(state, input, facts, now);
    case 'address.failed':
      return failAddress(state, input, facts, now);
    case 'cart.abandoned':
    case 'invoice.issued':
    case 'invoice.paid':
      return state;
  }
}

function updateCustomer(
  state: CustomerState,
  input: CustomerUpdated,
  { consent }: CompiledRules,
  now: Instant,
  facts: Fact[],
): CustomerState {
  const doubleOptIn = consent?.doubleOptIn;
  const held = holdUnconfirmed(input, doubleOptIn);
  const updated = restoreAddress(updateProfile(state, held, facts, now), held, facts, now);
  askToConfirm(state, updated, held, { doubleOptIn, now, facts });
  return updated;
}
