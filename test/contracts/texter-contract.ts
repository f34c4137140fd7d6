import { beforeAll, describe, expect, it } from 'vitest';
import type { OutgoingText, Texter } from '../../shared/ports.ts';

export interface TexterUnderTest {
  readonly texter: Texter;
  /** The texts that arrived at the other side, the oldest first. */
  received(): Promise<readonly Pick<OutgoingText, 'to' | 'body' | 'tags'>[]>;
}

const textTo = (to: string): OutgoingText => ({
  to,
  body: '【店】Grüße & <b>+plus%20</b> 🍵\nReply STOP to end',
  isPromotional: true,
  tags: { campaign: 'win-back', step: 'send-sms' },
  timeToLiveSeconds: 3600,
});

/** What every `Texter` does with a text that the other side takes. */
export function describeTexter(name: string, create: () => Promise<TexterUnderTest>): void {
  describe(`${name}: texter`, () => {
    let underTest: TexterUnderTest;

    beforeAll(async () => {
      underTest = await create();
    });

    it('hands over the text as it is, with its number and tags', async () => {
      const { to, body, tags, ...text } = textTo('+12065550100');
      expect(await underTest.texter.send({ to, body, tags, ...text })).toMatchObject({ status: 'sent' });
      expect((await underTest.received()).at(-1)).toMatchObject({ to, body, tags });
    });

    it('gives each text an id of its own, equal texts and texts side by side included', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => underTest.texter.send(textTo('+8613800138000'))),
      );
      const ids = outcomes.map((outcome) => (outcome.status === 'sent' ? outcome.providerMessageId : ''));
      expect(new Set(ids).size).toBe(20);
      expect(ids).not.toContain('');
    });
  });
}
