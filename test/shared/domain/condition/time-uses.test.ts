import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../../shared/domain/condition/customer-condition.ts';
import { timeUses } from '../../../../shared/domain/condition/time-uses.ts';

/** Thresholds as text, and the names of what is used otherwise. */
function usesOf(expression: string) {
  const condition = compileCondition(expression);
  if (!condition.ok) throw new Error(`${expression}: ${condition.message}`);
  const { thresholds, others } = timeUses(condition.ast);
  return {
    thresholds: thresholds.map(({ variable, operator, value }) => `${variable.name} ${operator} ${value}`),
    others: others.map(({ name }) => name),
  };
}

describe('timeUses', () => {
  it('finds nothing where time alone changes nothing', () => {
    const expression = 'tier == "mid" && orders > 3 && r >= 4 && expectedSpend > 20 && "vip" in segments';
    expect(usesOf(expression)).toEqual({ thresholds: [], others: [] });
  });

  it('finds each comparison with a number, whichever side the number stands on', () => {
    expect(usesOf('daysSinceLastOrder >= 30 && 0.5 > pAlive || !(valueInWindow == 12.5)')).toEqual({
      thresholds: ['daysSinceLastOrder >= 30', 'pAlive < 0.5', 'valueInWindow == 12.5'],
      others: [],
    });
    expect(usesOf('orders > 1 ? -5 <= lifetimeValue : expectedLoss != -1.5')).toEqual({
      thresholds: ['lifetimeValue >= -5', 'expectedLoss != -1.5'],
      others: [],
    });
  });

  it('finds every other use, also of what is compared with a number elsewhere', () => {
    expect(usesOf('daysSinceLastOrder > 30 && daysSinceLastOrder * 2 > daysSinceFirstOrder')).toEqual({
      thresholds: ['daysSinceLastOrder > 30'],
      others: ['daysSinceLastOrder', 'daysSinceFirstOrder'],
    });
    expect(usesOf('pAlive > expectedOrders').others).toEqual(['pAlive', 'expectedOrders']);
    expect(usesOf('daysSinceLastOrder in [30, 60]').others).toEqual(['daysSinceLastOrder']);
    expect(usesOf('[30, 60].exists(days, daysSinceLastOrder == days)').others).toEqual([
      'daysSinceLastOrder',
    ]);
    expect(usesOf('(tier == "mid" ? valueInWindow : value) > 30.0').others).toEqual(['valueInWindow']);
    expect(usesOf('(-pAlive) < -0.5').others).toEqual(['pAlive']);
  });
});
