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
        default:
          return `${name}: ${format.number(value)}`;
      }
    }),
  );
}
