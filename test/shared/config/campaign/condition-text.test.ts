import { expect, it } from 'vitest';
import { problemsOf } from './shop-with.ts';

const file = (audience: string): string =>
  `trigger: { kind: enters, stage: lapsed }\naudience: ${audience}\nsteps: [{ kind: exit, name: out }]`;

it.each([
  ['>-\n  tier == "mid" &&\n  orders < 0', '4:3: this never holds'],
  ['|\n  tier == "mid"\n    && orders < 0', '4:8: this never holds'],
  ['\'tier == "mid" && orders < 0\'', '2:29: this never holds'],
  ['"tier == \'mid\' && orders < 0"', '2:29: this never holds'],
  ['tier == "mid" && orders < 0', '2:28: this never holds'],
  ['true', '2:11: must be text, not true; put it in quotation marks'],
])('the audience %j is told of at its place', (audience, expected) => {
  expect(problemsOf(file(audience))).toEqual([expect.stringContaining(expected)]);
});
