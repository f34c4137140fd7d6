import type { Why } from '../../shared/domain/customer/fact.ts';
import type { Frame } from '../frame.ts';

/** The values that a rule looked at, in plain words; one that has no words is shown as it is. */
export function explainWhy(why: Why, { text, format }: Pick<Frame, 'text' | 'format'>): string {
  return text.list(
    Object.entries(why).map(([name, value]) => {
      if (typeof value === 'string') return name === 'rule' ? text.why.rule(value) : `${name}: ${value}`;
      switch (name) {
        case 'days':
          return text.why.days(value, format.number(value));
        case 'occasions':
          return text.why.occasions(value, format.number(value));
        case 'windowOccasions':
          return text.why.windowOccasions(value, format.number(value));
        case 'windowMinor':
          return text.why.windowMinor(format.shopMoney(value));
        case 'valueMinor':
          return text.why.valueMinor(format.shopMoney(value));
        case 'headMinor':
          return text.why.headMinor(format.shopMoney(value));
        case 'midMinor':
          return text.why.midMinor(format.shopMoney(value));
        case 'pAlive':
          return text.why.pAlive(format.percent(value));
        case 'orders':
          return text.why.orders(value, format.number(value));
        case 'discountedOrders':
          return text.why.discountedOrders(format.number(value));
        case 'items':
          return text.why.items(value, format.number(value));
        case 'repeatItems':
          return text.why.repeatItems(format.number(value));
        case 'newArrivals':
          return text.why.newArrivals(format.number(value));
        default:
          return `${name}: ${format.number(value)}`;
      }
    }),
  );
}
