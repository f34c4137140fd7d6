import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../../shared/domain/condition/customer-condition.ts';
import { segmentsNamed } from '../../../../shared/domain/condition/segments-named.ts';

function namedIn(expression: string) {
  const condition = compileCondition(expression);
  if (!condition.ok) throw new Error(`${expression}: ${condition.message}`);
  return segmentsNamed(condition.ast);
}

describe('segmentsNamed', () => {
  it('gives the segments that an expression asks for by name, with their places', () => {
    expect(namedIn('"vip" in segments && !(orders > 1 || "lost" in segments)')).toEqual({
      references: [
        { name: 'vip', position: 0 },
        { name: 'lost', position: 37 },
      ],
      otherUse: undefined,
    });
    expect(namedIn('"tea" in categories')).toEqual({ references: [], otherUse: undefined });
  });

  it.each([
    ['size(segments) > 1', 5],
    ['"vip" in segments && topCategory in segments', 36],
    ['segments == ["vip"]', 0],
    ['["a", "b"].all(name, name in segments)', 29],
  ])('tells of another use in %s', (expression, position) => {
    expect(namedIn(expression).otherUse).toBe(position);
  });
});
