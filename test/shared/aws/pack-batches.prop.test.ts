import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { packBatches } from '../../../shared/aws/pack-batches.ts';

it('keeps every entry once, in order, and no batch past the limits that its entries allow', () => {
  const limit = { entries: 10, bytes: 100 };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 120 })), (sizes) => {
      const batches = packBatches(sizes, (size) => size, limit);
      expect(batches.flat()).toEqual(sizes);
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(limit.entries);
        const bytes = batch.reduce((total, size) => total + size, 0);
        if (batch.length > 1) expect(bytes).toBeLessThanOrEqual(limit.bytes);
      }
    }),
  );
});
