import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createSesMailer } from '../../../shared/aws/ses-mailer.ts';
import type { OutgoingMail } from '../../../shared/ports.ts';
import { describeMailer } from '../../contracts/mailer-contract.ts';
import type { Answer } from '../../support/aws-stub.ts';
import { type SesStub, sesError, startSesStub } from '../../support/ses-stub.ts';

const stubs: SesStub[] = [];

async function start(answer?: Answer): Promise<SesStub> {
  const stub = await startSesStub(answer);
  stubs.push(stub);
  return stub;
}

const stopAll = async (): Promise<void> => {
  await Promise.all(stubs.splice(0).map((stub) => stub.stop()));
};

const mail: OutgoingMail = {
  from: 'shop@example.com',
  to: 'ann@example.com',
  raw: new TextEncoder().encode('Subject: Hi\r\n\r\nHi\r\n'),
  tags: {},
};

describe('SES', () => {
  afterAll(stopAll);

  describeMailer('SES', async () => {
    const stub = await start();
    return { mailer: createSesMailer('perennial', stub.connection), received: async () => stub.mails };
  });
});

describe('what SES answers', () => {
  afterEach(stopAll);

  const sendWith = async (answer: Answer) => {
    const stub = await start(answer);
    // Even where the caller's connection would retry.
    const mailer = createSesMailer('perennial', { ...stub.connection, maxAttempts: 3 });
    return { stub, outcome: mailer.send(mail) };
  };

  it('goes through the configuration set', async () => {
    const stub = await start();
    await createSesMailer('perennial-prod', stub.connection).send(mail);
    expect(stub.mails).toMatchObject([{ configurationSet: 'perennial-prod' }]);
  });

  it.each([
    ['MessageRejected', 'Email address is not verified: ann@example.com'],
    ['InvalidParameterValue', 'Missing final @domain'],
  ])('is a rejection when it is %s, and its reason names no address', async (code, message) => {
    const { outcome } = await sendWith(() => sesError(code, message));
    const result = await outcome;
    expect(result).toMatchObject({ status: 'rejected', reason: expect.stringContaining(code) });
    expect(JSON.stringify(result)).not.toContain('@example.com');
  });

  it.each([
    ['Throttling', 'Maximum sending rate exceeded.'],
    ['Throttling', 'Daily message quota exceeded.'],
    ['AccountSendingPausedException', 'Sending is paused'],
    ['ConfigurationSetSendingPausedException', 'Sending is paused'],
    ['MailFromDomainNotVerifiedException', 'Not verified'],
    ['ConfigurationSetDoesNotExist', 'No such set'],
    ['AccessDenied', 'Not authorized'],
  ])('lets the same mail go later when it is %s (%s)', async (code, message) => {
    const { stub, outcome } = await sendWith(() => sesError(code, message));
    expect(await outcome).toMatchObject({ status: 'throttled', reason: expect.stringContaining(code) });
    expect(stub.requests).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['a server error', () => sesError('InternalFailure', 'Oops', 500)],
    ['a service that is unavailable', () => sesError('ServiceUnavailable', 'Oops', 503)],
    ['a broken connection', () => 'hang-up'],
    [
      'an answer without an id',
      () => ({ body: '<SendRawEmailResponse><SendRawEmailResult/></SendRawEmailResponse>' }),
    ],
  ])('leaves the mail uncertain after %s, and does not try again', async (_, answer) => {
    const { stub, outcome } = await sendWith(answer);
    await expect(outcome).rejects.toMatchObject({ code: 'MAIL.UNCERTAIN' });
    expect(stub.requests).toHaveLength(1);
  });

  it('knows that nothing was taken where nobody listens', async () => {
    const stub = await start();
    await stopAll();
    expect(await createSesMailer('perennial', stub.connection).send(mail)).toEqual({
      status: 'throttled',
      reason: 'ECONNREFUSED',
    });
  });
});
