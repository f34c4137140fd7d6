import { describe, expect, it } from 'vitest';
import { FACT_KINDS, fieldsOfFact, isFactKind } from '../../../../shared/app/scenario/fact-fields.ts';

describe('fact fields', () => {
  it('knows every kind of fact that scenarios can expect, and what it holds', () => {
    expect(FACT_KINDS).toContain('message.requested');
    expect(FACT_KINDS.filter((kind) => !isFactKind(kind))).toEqual([]);
    expect(isFactKind('toString')).toBe(false);
    expect(fieldsOfFact('message.deferred')).toEqual(
      expect.arrayContaining(['campaign', 'occurrence', 'step', 'channel', 'reason', 'until']),
    );
    expect(fieldsOfFact('message.deferred')).not.toContain('at');
  });
});
