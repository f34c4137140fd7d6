import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alternativesOf } from '../../../../shared/config/condition/alternatives-of.ts';
import { findConflict } from '../../../../shared/config/condition/find-conflict.ts';
import { isCovered } from '../../../../shared/config/condition/is-covered.ts';
import { createKnowledge } from '../../../../shared/config/condition/subject-knowledge.ts';
import { compileCondition } from '../../../../shared/domain/condition/customer-condition.ts';
import type { CustomerView } from '../../../../shared/domain/customer/customer-view.ts';
import { customerView } from '../../../support/customer-view.ts';

const knowledgeOf = createKnowledge({ rfmGroups: ['Loyal'], segments: ['vip'] }, []);

const number = fc.constantFrom('-1', '0', '1', '2', '3', '2.5', '0.5');
const atom = fc.oneof(
  fc.constantFrom('true', 'hasEmail', 'emailConsent == false', '"vip" in segments', 'orders > occasions'),
  fc.constantFrom('attributes.size == "s"', 'attributes.size in ["m", "l"]', 'attributes.vip == true'),
  fc
    .tuple(
      fc.constantFrom('orders', 'value', 'pAlive', 'r', 'size(categories)'),
      fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
      number,
      fc.boolean(),
    )
    .map(([name, operator, value, isExchanged]) =>
      isExchanged ? `${value} ${operator} ${name}` : `${name} ${operator} ${value}`,
    ),
  fc
    .tuple(
      fc.constantFrom('tier', 'rfmGroup'),
      fc.constantFrom('==', '!='),
      fc.constantFrom('head', 'mid', ''),
    )
    .map(([name, operator, value]) =>
      name === 'tier' ? `tier ${operator} "${value}"` : `rfmGroup ${operator} "Loyal"`,
    ),
  fc
    .subarray(['"head"', '"mid"', '"tail"'], { minLength: 1 })
    .map((tiers) => `tier in [${tiers.join(', ')}]`),
  fc.constantFrom('orders in [1, 2]', 'pAlive in [0.5, 1.0]'),
);

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'medium' },
    { weight: 3, arbitrary: atom },
    { weight: 2, arbitrary: fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a} && ${b})`) },
    { weight: 2, arbitrary: fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a} || ${b})`) },
    { weight: 1, arbitrary: tie('condition').map((inner) => `!(${inner})`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('condition'), tie('condition'), tie('condition'))
        .map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    },
  ),
}));

const view = fc
  .record({
    tier: fc.constantFrom('head', 'mid', 'tail'),
    rfmGroup: fc.constantFrom('', 'Loyal'),
    orders: fc.integer({ min: 0, max: 4 }),
    occasions: fc.integer({ min: 0, max: 4 }),
    value: fc.constantFrom(0, 0.5, 1, 2, 2.5, 2.7, 3, 10),
    pAlive: fc.constantFrom(-1, 0, 0.2, 0.5, 1),
    r: fc.integer({ min: 0, max: 5 }),
    hasEmail: fc.boolean(),
    emailConsent: fc.boolean(),
    segments: fc.subarray(['vip']),
    categories: fc.subarray(['a', 'b', 'c']),
    attributes: fc.constantFrom<CustomerView['attributes']>(
      {},
      { size: 's' },
      { size: 'm', vip: true },
      { size: 3 },
    ),
  })
  .map((sample) => customerView(sample));

const views = fc.array(view, { minLength: 60, maxLength: 60 });

function compile(text: string) {
  const compiled = compileCondition(text, { segments: ['vip'], rfmGroups: ['Loyal'] });
  if (!compiled.ok) throw new Error(`${text}: ${compiled.message}`);
  return compiled;
}

describe('what is said of conditions without asking anybody', () => {
  it('calls a condition impossible only where it holds for no customer', () => {
    let impossible = 0;
    fc.assert(
      fc.property(condition, views, (text, customers) => {
        const { ast, evaluate } = compile(text);
        const alternatives = alternativesOf(ast);
        if (alternatives?.every((conjunct) => findConflict(conjunct, knowledgeOf) !== undefined) !== true)
          return;
        impossible += 1;
        for (const customer of customers) expect(evaluate(customer)).toBe(false);
      }),
      { numRuns: 1500 },
    );
    expect(impossible).toBeGreaterThan(20);
  });

  it('has one of its alternatives hold, atom by atom, wherever the condition does', () => {
    fc.assert(
      fc.property(condition, views, (text, customers) => {
        const { ast, evaluate } = compile(text);
        const alternatives = alternativesOf(ast);
        if (alternatives === undefined || !customers.some(evaluate)) return;
        expect(alternatives.length).toBeGreaterThan(0);
        expect(alternatives.some((conjunct) => findConflict(conjunct, knowledgeOf) === undefined)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('calls a condition covered by others only where one of them holds for every customer whom it fits', () => {
    let covered = 0;
    fc.assert(
      fc.property(
        condition,
        fc.array(condition, { minLength: 1, maxLength: 2 }),
        views,
        (text, others, customers) => {
          const { ast, evaluate } = compile(text);
          const compiled = others.map(compile);
          const alternatives = alternativesOf(ast);
          const trees = compiled.map((other) => other.ast);
          if (alternatives === undefined || !isCovered(alternatives, trees, knowledgeOf)) return;
          covered += 1;
          for (const customer of customers)
            if (evaluate(customer)) expect(compiled.some((other) => other.evaluate(customer))).toBe(true);
        },
      ),
      { numRuns: 2500 },
    );
    expect(covered).toBeGreaterThan(20);
  });

  it.each([
    ['orders > 2', ['orders > 1'], true],
    ['orders > 2', ['orders >= 3'], true],
    ['value > 2', ['value >= 3'], false],
    ['orders > 2', ['orders > 5', 'orders < 6'], true],
    ['tier != "tail"', ['tier == "head"', 'tier == "mid"'], true],
    ['rfmGroup != "Loyal"', ['rfmGroup == ""'], true],
    ['orders >= 0', ['pAlive > 0.5', 'pAlive <= 0.5'], false],
    ['pAlive > 0.2', ['pAlive > 0.5', 'pAlive <= 0.5'], true],
    ['hasEmail', ['hasEmail ? true : false'], true],
  ])('%s is covered by %j: %s', (text, others, expected) => {
    const alternatives = alternativesOf(compile(text).ast) ?? [];
    const trees = others.map((other) => compile(other).ast);
    expect(isCovered(alternatives, trees, knowledgeOf)).toBe(expected);
  });

  it('gives up on a condition with very many ways to hold', () => {
    const many = Array.from({ length: 10 }, (_, i) => `(orders == ${i} || value == ${i}.0)`).join(' && ');
    expect(alternativesOf(compile(many).ast)).toBeUndefined();
  });
});
