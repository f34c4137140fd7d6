import type { CustomerView } from '../customer/customer-view.ts';
import { CONDITION_VARIABLES } from './condition-variables.ts';

/** A customer as the evaluator sees them: each variable is read when an expression comes to it, and not before. */
export class ViewContext {
  readonly view: CustomerView;

  constructor(view: CustomerView) {
    this.view = view;
  }
}

for (const [name, { type, isAbsentBelowZero }] of Object.entries(CONDITION_VARIABLES)) {
  Object.defineProperty(ViewContext.prototype, name, {
    get(this: ViewContext) {
      const value: unknown = Reflect.get(this.view, name);
      if (typeof value !== 'number') return value;
      if (isAbsentBelowZero && value < 0) return undefined;
      return type === 'int' ? BigInt(Math.trunc(value)) : value;
    },
  });
}
