import { beforeAll, describe, expect, it } from 'vitest';
import type { Mailer, OutgoingMail } from '../../shared/ports.ts';

export interface MailerUnderTest {
  readonly mailer: Mailer;
  /** The mails that arrived at the other side, the oldest first. */
  received(): Promise<readonly OutgoingMail[]>;
}

const mailTo = (to: string): OutgoingMail => ({
  from: 'shop@example.com',
  to,
  raw: new TextEncoder().encode(
    `From: =?utf-8?B?5bqX?= <shop@example.com>\r\nTo: ${to}\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\n\r\nGrüße & <b>+plus%20</b>\r\n`,
  ),
  tags: { campaign: 'win-back', step: 'send-email', claim: 'abc_DEF-123' },
});

/** What every `Mailer` does with a mail that the other side takes. */
export function describeMailer(name: string, create: () => Promise<MailerUnderTest>): void {
  describe(`${name}: mailer`, () => {
    let underTest: MailerUnderTest;

    beforeAll(async () => {
      underTest = await create();
    });

    it('hands over the mail byte for byte, with its envelope and tags', async () => {
      const mail = mailTo('ann@example.com');
      expect(await underTest.mailer.send(mail)).toMatchObject({ status: 'sent' });
      const received = (await underTest.received()).at(-1);
      expect(received).toMatchObject({ from: mail.from, to: mail.to, tags: mail.tags });
      expect(Buffer.from(received?.raw ?? [])).toEqual(Buffer.from(mail.raw));
    });

    it('gives each mail an id of its own, equal mails and mails side by side included', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => underTest.mailer.send(mailTo('bob@example.com'))),
      );
      const ids = outcomes.map((outcome) => (outcome.status === 'sent' ? outcome.providerMessageId : ''));
      expect(new Set(ids).size).toBe(20);
      expect(ids).not.toContain('');
    });
  });
}
