import { describe, expect, it } from 'vitest';
import { readSms } from '../../../shared/config/read-sms.ts';
import { formatShopProblem } from '../../../shared/config/shop-problem.ts';
import { collectProblems } from '../../../shared/config/shop-problems.ts';
import { DEFAULT_TEXT_RULES } from '../../../shared/domain/text/text-rules.ts';

function read(source?: string) {
  const files = new Map(source === undefined ? [] : [['sms.yaml', source]]);
  const problems = collectProblems({
    directory: '',
    files,
    shownPath: (path) => path,
    version: 'test',
  });
  const texts = readSms(['win-back', 'running-low'], problems);
  return { texts, told: problems.list.map(formatShopProblem) };
}

describe('sms.yaml', () => {
  it('says what holds without it', () => {
    expect(read()).toEqual({ texts: DEFAULT_TEXT_RULES, told: [] });
  });

  it('narrows hours, words the way out, and names registrations and prices', () => {
    const { texts, told } = read(`country: US
transliterate: true
maxParts: 2
signature: 港茶
countries:
  US: { hours: [{ from: '09:00', to: '20:00' }], optOut: { when: first } }
  CN: { optOut: { text: 回T退订 } }
  GB: { optOut: { when: never } }
  IN: { entityId: '1101', templateIds: { win-back: '1107' } }
prices: { JP: 0.08 }
`);
    expect(told).toEqual([]);
    expect(texts).toEqual({
      homeCountry: 'US',
      transliterate: true,
      maxParts: 2,
      signature: '港茶',
      countries: {
        US: {
          hours: [{ fromMinute: 540, toMinute: 1200 }],
          optOut: { when: 'first', text: expect.objectContaining({ en: 'Reply STOP to opt out' }) },
        },
        CN: { optOut: { when: 'always', text: { any: '回T退订' } } },
        GB: { optOut: 'none' },
        IN: { entityId: '1101', templateIds: { 'win-back': '1107' } },
      },
      prices: { JP: 0.08 },
    });
    expect(JSON.parse(JSON.stringify(texts))).toEqual(texts);
  });

  it('takes hours beyond the law only where that is said', () => {
    const wide = (more: string) => `countries:\n  US: { hours: [{ from: '07:00', to: '20:00' }]${more} }\n`;
    expect(read(wide('')).told).toEqual([
      'sms.yaml:2:16: are wider than those known of US; narrow them, or say beyondTheLaw: true where that is meant',
    ]);
    expect(read(wide(', beyondTheLaw: true')).told).toEqual([]);
    expect(read(wide('').replace('US', 'JP')).told).toEqual([]);
  });

  it.each([
    ['an unknown country', 'countries: { UK: {} }', 'must be an ISO 3166-1 code such as "US"'],
    [
      'an unknown template',
      "countries: { IN: { entityId: '1', templateIds: { win-bak: '2' } } }",
      'did you mean "win-back"?',
    ],
    [
      'template ids alone',
      "countries: { IN: { templateIds: { win-back: '2' } } }",
      'do not go without the entityId',
    ],
    [
      'a way out without words',
      'countries: { JP: { optOut: { when: always } } }',
      'has no text, and none is known of JP',
    ],
    ['more parts than AWS takes', 'maxParts: 11', 'must be at most 10, not 11'],
    ['a signature in its brackets', 'signature: 【茶】', 'must be without 【】'],
    [
      'an id that YAML reads as a number',
      'countries: { IN: { entityId: 1101 } }',
      'put it in quotation marks',
    ],
  ])('is refused for %s', (_, source, expected) => {
    const { texts, told } = read(`${source}\n`);
    expect(texts).toBeUndefined();
    expect(told).toEqual([expect.stringContaining(expected)]);
  });
});
