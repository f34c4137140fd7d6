import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flow, layoutSankey } from '../../../console/chart/layout-sankey.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const HEIGHT = 300;
const GAP = 16;

const flowsOf = fc.uniqueArray(
  fc.record({
    from: fc.constantFrom(...NAMES),
    to: fc.constantFrom(...NAMES),
    amount: fc.integer({ min: 1, max: 100_000 }),
  }),
  { selector: ({ from, to }) => `${from}>${to}`, minLength: 1, maxLength: 16 },
);

describe('layoutSankey', () => {
  it('keeps nodes within the height, apart from each other, and as high as what they hold', () => {
    fc.assert(
      fc.property(flowsOf, (flows: Flow[]) => {
        const { left, right, bands } = layoutSankey(flows, NAMES, HEIGHT, GAP);
        const total = flows.reduce((sum, { amount }) => sum + amount, 0);
        for (const column of [left, right]) {
          expect(column.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
          for (const [place, node] of column.entries()) {
            const above = column[place - 1];
            expect(node.y).toBeGreaterThanOrEqual(above ? above.y + above.height + GAP - 1e-6 : -1e-6);
            expect(node.y + node.height).toBeLessThanOrEqual(HEIGHT + 1e-6);
          }
        }
        expect(bands).toHaveLength(flows.length);
      }),
    );
  });

  it('fits the bands of a node into it one after the other', () => {
    fc.assert(
      fc.property(flowsOf, (flows: Flow[]) => {
        const { left, bands } = layoutSankey(flows, NAMES, HEIGHT, GAP);
        for (const node of left) {
          let y = node.y;
          for (const band of bands.filter(({ from }) => from === node.name)) {
            expect(band.fromY).toBeCloseTo(y, 6);
            y += band.height;
          }
          expect(y).toBeCloseTo(node.y + node.height, 6);
        }
      }),
    );
  });

  it('has nothing to lay out where nothing flows', () => {
    expect(layoutSankey([{ from: 'a', to: 'b', amount: 0 }], NAMES, HEIGHT, GAP)).toEqual({
      left: [],
      right: [],
      bands: [],
    });
  });
});
