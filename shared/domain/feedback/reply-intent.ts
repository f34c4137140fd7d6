import { REPLY_WORDS, type ReplyIntent } from './reply-words.ts';

const INTENTS: readonly ReplyIntent[] = ['stop', 'help', 'start'];

const intentOfWord: ReadonlyMap<string, ReplyIntent> = new Map(
  // Where two would claim a word, the one that sends less has it.
  INTENTS.toReversed().flatMap((intent) =>
    Object.values(REPLY_WORDS[intent]).flatMap((words) =>
      words.map((word): [string, ReplyIntent] => [word, intent]),
    ),
  ),
);

/**
 * What a text asks for; undefined where it is anything else. The whole message has to be the word (CTIA 5.1.3), or "please stop by on
 * Monday" would end a conversation. Letter case, accents, full-width forms, punctuation and white space make no difference.
 */
export function replyIntent(text: string): ReplyIntent | undefined {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[\p{P}\p{S}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return intentOfWord.get(folded);
}
