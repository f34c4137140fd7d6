import { describe, expect, it } from 'vitest';
import { readExperiments } from '../../../shared/config/read-experiments.ts';
import { readSending } from '../../../shared/config/read-sending.ts';
import { formatShopProblem } from '../../../shared/config/shop-problem.ts';
import { collectProblems } from '../../../shared/config/shop-problems.ts';

function read(files: Readonly<Record<string, string>>) {
  const folder = { directory: '', files: new Map(Object.entries(files)), shownPath: (path: string) => path };
  const problems = collectProblems({ ...folder, version: 'test' });
  const rules = { sending: readSending(problems), experiments: readExperiments(problems) };
  return { ...rules, told: problems.list.map(formatShopProblem) };
}

describe('sending.yaml', () => {
  it('keeps texts quiet at night, and nothing else, where the shop says nothing', () => {
    expect(read({}).sending).toEqual({
      quietHours: { email: [], sms: [{ fromMinute: 1260, toMinute: 480 }] },
      caps: [],
      costs: { email: 0, sms: 0 },
    });
  });

  it('counts caps in hours', () => {
    const { sending, told } = read({
      'sending.yaml': `quietHours: { email: [{ days: [sat, sun], from: '22:00', to: '07:00' }], sms: [] }
caps: [{ channel: email, messages: 3, days: 7 }, { messages: 1, hours: 20 }]
costs: { sms: 0.008 }
`,
    });
    expect(told).toEqual([]);
    expect(sending).toEqual({
      quietHours: { email: [{ days: ['sat', 'sun'], fromMinute: 1320, toMinute: 420 }], sms: [] },
      caps: [
        { channel: 'email', messages: 3, hours: 168 },
        { messages: 1, hours: 20 },
      ],
      costs: { email: 0, sms: 0.008 },
    });
  });

  it.each([
    ['caps: [{ messages: 21, days: 7 }]', '1:20: must be at most 20, not 21'],
    ['caps: [{ messages: 2 }]', '1:8: a cap has one of "days" or "hours"'],
    ['caps: [{ messages: 2, days: 1, hours: 5 }]', '1:39: "hours" does not go with "days"'],
    ['caps: [{ message: 2, days: 1 }]', '1:10: unknown field "message"; did you mean "messages"?'],
    [
      "quietHours: { sms: [{ from: '00:00', to: '24:00' }] }",
      '1:20: the quiet hours leave no time of the week to send in',
    ],
    ['quietHours: { smss: [] }', '1:15: unknown field "smss"; did you mean "sms"?'],
    ['costs: { email: -1 }', '1:17: must be at least 0, not -1'],
  ])('refuses %s: %s', (file, expected) => {
    const { sending, told } = read({ 'sending.yaml': file });
    expect(sending).toBeUndefined();
    expect(told).toContainEqual(expect.stringContaining(`sending.yaml:${expected}`));
  });
});

describe('experiments.yaml', () => {
  it('has no control group where the shop says nothing', () => {
    expect(read({}).experiments).toEqual({ controlPercent: 0, salt: 'perennial', confidence: 0.95 });
    expect(
      read({ 'experiments.yaml': "controlGroup: 5\nsalt: '2026'\nconfidence: 0.9" }).experiments,
    ).toEqual({
      controlPercent: 5,
      salt: '2026',
      confidence: 0.9,
    });
  });

  it.each([
    ['controlGroup: 51', '1:15: must be at most 50, not 51'],
    ['salt: 2026', "1:7: must be text, such as '2026'"],
    ['confidence: 95', '1:13: must be at most 0.999, not 95'],
    ['control: 5', '1:1: unknown field "control"; did you mean "controlGroup"?'],
  ])('refuses %s: %s', (file, expected) => {
    const { experiments, told } = read({ 'experiments.yaml': file });
    expect(experiments).toBeUndefined();
    expect(told).toEqual([`experiments.yaml:${expected}`]);
  });
});
