import { describe, expect, it } from 'vitest';
import { keepLastAnswer } from '../../../shared/domain/keep-last-answer.ts';

const counting = () => {
  const asked: string[] = [];
  const answer = keepLastAnswer((subject: { readonly name: string }, first: string, second: object) => {
    asked.push(`${subject.name}/${first}`);
    return { subject, first, second };
  });
  return { asked, answer };
};

describe('keepLastAnswer', () => {
  const [tea, cup] = [{ name: 'tea' }, { name: 'cup' }];
  const basis = {};

  it('works an answer out once for as long as the question stays the same', () => {
    const { asked, answer } = counting();
    expect(answer(tea, 'price', basis)).toBe(answer(tea, 'price', basis));
    expect(asked).toEqual(['tea/price']);
  });

  it('works it out anew as soon as any part of the question is another, even an equal one', () => {
    const { asked, answer } = counting();
    answer(tea, 'price', basis);
    expect(answer(tea, 'weight', basis).first).toBe('weight');
    const equal = {};
    expect(answer(tea, 'weight', equal).second).toBe(equal);
    expect(asked).toEqual(['tea/price', 'tea/weight', 'tea/weight']);
  });

  it('keeps the answers about different subjects apart', () => {
    const { asked, answer } = counting();
    answer(tea, 'price', basis);
    expect(answer(cup, 'price', basis).subject).toBe(cup);
    answer(tea, 'price', basis);
    expect(asked).toEqual(['tea/price', 'cup/price']);
  });
});
