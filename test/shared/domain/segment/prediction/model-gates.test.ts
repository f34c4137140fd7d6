import { describe, expect, it } from 'vitest';
import {
  checkModelGates,
  DEFAULT_MODEL_GATES,
} from '../../../../../shared/domain/segment/prediction/model-gates.ts';

describe('checkModelGates', () => {
  it('passes a history that just reaches what is needed', () => {
    expect(checkModelGates(DEFAULT_MODEL_GATES).every(({ isPassed }) => isPassed)).toBe(true);
  });

  it('names each thing that is lacking, with what there is and what is needed', () => {
    const gates = checkModelGates({
      customers: 499,
      historyDays: 179,
      daysSinceLastOrder: 31,
      customersWithThreeOrders: 0,
    });
    expect(gates).toEqual([
      { name: 'customers', measured: 499, needed: 500, isPassed: false },
      { name: 'historyDays', measured: 179, needed: 180, isPassed: false },
      { name: 'daysSinceLastOrder', measured: 31, needed: 30, isPassed: false },
      { name: 'customersWithThreeOrders', measured: 0, needed: 1, isPassed: false },
    ]);
  });

  it('takes other needs', () => {
    const needed = { ...DEFAULT_MODEL_GATES, customers: 50 };
    const [customers] = checkModelGates({ ...DEFAULT_MODEL_GATES, customers: 60 }, needed);
    expect(customers).toEqual({ name: 'customers', measured: 60, needed: 50, isPassed: true });
  });
});
