import type { Input } from '../../shared/domain/customer/input.ts';
import type { Frame } from '../frame.ts';

/** What came in, in plain words. */
export function describeInput(input: Input, { text, format }: Pick<Frame, 'text' | 'format'>): string {
  switch (input.kind) {
    case 'order.placed': {
      const { orderId, totalMinor, currency, items, channel, coupon } = input;
      return text.list([
        text.input['order.placed'](orderId, format.money(totalMinor, currency)),
        ...(items === undefined || items.length === 0 ? [] : [text.input.items(items.length)]),
        ...(channel === undefined ? [] : [text.input.channel(channel)]),
        ...(coupon === undefined ? [] : [text.input.coupon(coupon)]),
      ]);
    }
    case 'order.refunded':
      return text.input['order.refunded'](input.orderId, format.money(input.amountMinor, input.currency));
    case 'customer.updated':
      return text.input['customer.updated'];
    case 'cart.abandoned': {
      const { cartId, totalMinor, currency, items } = input;
      return text.list([
        text.input.cartAbandoned(cartId),
        ...(totalMinor === undefined || currency === undefined
          ? []
          : [text.input.cartWorth(format.money(totalMinor, currency))]),
        ...(items === undefined || items.length === 0 ? [] : [text.input.items(items.length)]),
      ]);
    }
    case 'invoice.issued': {
      const { invoiceId, totalMinor, currency, dueAt } = input;
      return text.input.invoiceIssued(invoiceId, format.money(totalMinor, currency), format.date(dueAt));
    }
    case 'invoice.paid':
      return text.input.invoicePaid(input.invoiceId);
    case 'case.opened':
      return text.input.caseOpened(input.caseId);
    case 'case.closed':
      return text.input.caseClosed(input.caseId);
    case 'message.opened':
      return text.input.messageOpened(input.campaign, input.step);
    case 'message.clicked':
      return text.input.messageClicked(input.campaign, input.step);
    case 'address.suppressed':
      return text.input.addressSuppressed(text.byChannel[input.channel], text.reason[input.reason]);
    case 'address.failed':
      return text.input.addressFailed(text.byChannel[input.channel]);
    case 'tick':
      return text.input.tick;
    default:
      return unknownKind(input);
  }
}

/** A kind of input that this release does not know, which an older or newer one wrote. */
const unknownKind = (input: never): string => String(Object(input).kind ?? '');
