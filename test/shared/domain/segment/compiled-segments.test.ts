import { describe, expect, it } from 'vitest';
import { compileSegments } from '../../../../shared/domain/segment/compiled-segments.ts';
import type { SegmentRules } from '../../../../shared/domain/segment/segment-rules.ts';
import { PerennialError } from '../../../../shared/perennial-error.ts';

const segments = (conditions: Readonly<Record<string, string>>): SegmentRules[] =>
  Object.entries(conditions).map(([name, condition]) => ({ name, condition }));

function refusalOf(conditions: Readonly<Record<string, string>>): PerennialError {
  try {
    compileSegments(segments(conditions));
  } catch (error) {
    if (error instanceof PerennialError) return error;
    throw error;
  }
  throw new Error('The segments were not refused.');
}

describe('compileSegments', () => {
  it('puts each segment after those that it names, whatever their order', () => {
    const { levels } = compileSegments(
      segments({
        call: '"lost" in segments && !("vip" in segments)',
        lost: '"vip" in segments || stage == "lapsed"',
        vip: 'tier == "head"',
        tea: '"green-tea" in categories',
      }),
    );
    expect(levels.map((level) => level.map(({ name }) => name))).toEqual([
      ['vip', 'tea'],
      ['lost'],
      ['call'],
    ]);
  });

  it('follows as time passes only those whose own conditions depend on it', () => {
    const { timed } = compileSegments(
      segments({
        quiet: 'daysSinceLastOrder > 45',
        named: '"quiet" in segments && orders > 2',
        odd: 'pAlive * 2.0 > expectedOrders',
        vip: 'tier == "head" || value > 500',
      }),
    );
    expect(timed.map(({ name }) => name)).toEqual(['quiet', 'odd']);
  });

  it('has nothing to do for a shop without segments', () => {
    expect(compileSegments([])).toEqual({ levels: [], timed: [] });
  });

  it.each([
    [{ vip: 'teir == "head"' }, 'unknown field "teir"'],
    [{ vip: '"vpi" in segments' }, 'segments.yaml has no segment "vpi"'],
    [{ vip: 'size(segments) > 1' }, 'asks for another by its name'],
    [{ vip: 'segments.exists(name, name == "vip")' }, 'asks for another by its name'],
  ])('refuses %o: %s', (conditions, message) => {
    const error = refusalOf(conditions);
    expect(error.code).toBe('SEGMENT.CONDITION');
    expect(error.message).toContain(message);
    expect(error.message).toContain('"vip"');
  });

  it.each([
    [{ a: '"a" in segments' }, 'a -> a'],
    [{ a: '"b" in segments', b: '!("a" in segments)' }, 'a -> b -> a'],
    [
      {
        x: '"b" in segments',
        a: 'orders > 1 || "c" in segments',
        b: '"a" in segments',
        c: '"b" in segments',
      },
      'b -> a -> c -> b',
    ],
  ])('refuses segments that are defined by each other: %o', (conditions, circle) => {
    const error = refusalOf(conditions);
    expect(error.code).toBe('SEGMENT.CYCLE');
    expect(error.message).toBe(`Segments are defined by each other in a circle: ${circle}`);
  });
});
