import { describe, expect, it } from 'vitest';
import { replyIntent } from '../../../../shared/domain/feedback/reply-intent.ts';
import { REPLY_WORDS } from '../../../../shared/domain/feedback/reply-words.ts';

const all = Object.entries(REPLY_WORDS).flatMap(([intent, languages]) =>
  Object.values(languages).flatMap((words) => words.map((word) => [word, intent] as const)),
);

describe('what a text asks for', () => {
  it.each(all)('"%s" is %s', (word, intent) => {
    expect(replyIntent(word)).toBe(intent);
    expect(replyIntent(` ${word.toUpperCase()} !! `)).toBe(intent);
    expect(replyIntent(`"${word}".`)).toBe(intent);
  });

  // 47 CFR 64.1200(a)(10), CTIA 5.1.3, and the words that AWS requires of every number.
  it.each([
    ...['stop', 'quit', 'revoke', 'opt out', 'cancel', 'unsubscribe', 'end'],
    ...[
      'ARRET',
      'CANCEL',
      'END',
      'OPT-OUT',
      'OPTOUT',
      'QUIT',
      'REMOVE',
      'STOP',
      'TD',
      'UNSUBSCRIBE',
      'STOPALL',
    ],
  ])('"%s", which the law or the carriers name, is a stop', (word) => {
    expect(replyIntent(word)).toBe('stop');
  });

  it.each([
    ['ＳＴＯＰ', 'stop'],
    ['ｓｔｏｐ。', 'stop'],
    ['Arrêt', 'stop'],
    ['désabonner', 'stop'],
    ['退订', 'stop'],
    ['【退订】', 'stop'],
    ['Ｔ', 'stop'],
    ['\u200bSTOP\u200b', 'stop'],
    ['stop\n', 'stop'],
    ['opt   out', 'stop'],
    ['ＹＥＳ', 'start'],
    ['帮助？', 'help'],
  ])('accents, full width, punctuation and white space make no difference: %s', (text, intent) => {
    expect(replyIntent(text)).toBe(intent);
  });

  it.each([
    'Please stop by on Monday',
    'When does the sale end?',
    'stopped',
    'yes please, two of the green one',
    'info@shop.example',
    '不要停止',
    '',
    '👍',
  ])('nothing but the word itself is an order: %s', (text) => {
    expect(replyIntent(text)).toBeUndefined();
  });

  it('no word asks for two things, but that one which sends less has it', () => {
    const intents = new Map<string, Set<string>>();
    for (const [word, intent] of all) intents.set(word, (intents.get(word) ?? new Set()).add(intent));
    expect([...intents].filter(([, of]) => of.size > 1)).toEqual([]);
  });
});
