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

  it('groups the complaints that Gmail counts by campaign and step', async () => {
    const stub = await start();
    const tags = { campaign: 'win-back', step: 'first', variant: 'plain' };
    await createSesMailer('perennial', stub.connection).send({ ...mail, tags });
    expect(stub.mails[0]?.tags).toEqual({
      ...tags,
      'ses:feedback-id-a': 'win-back',
      'ses:feedback-id-b': 'first',
    });
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

  it.each([
    ['Throttling', 'Maximum sending rate exceeded.', 'rate'],
    ['ThrottlingException', 'Maximum sending rate exceeded.', 'rate'],
    ['Throttling', 'Daily message quota exceeded.', 'daily'],
    ['AccountSendingPausedException', 'Sending is paused for the day', undefined],
  ])('tells which limit it was when it is %s (%s)', async (code, message, limit) => {
    const { outcome } = await sendWith(() => sesError(code, message));
    const result = await outcome;
    expect(result.status === 'throttled' ? result.limit : 'none').toBe(limit);
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

describe('the quota of SES', () => {
  afterEach(stopAll);

  const figures =
    (perDay: number): Answer =>
    () => ({
      body: `<GetSendQuotaResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><GetSendQuotaResult><Max24HourSend>${perDay}</Max24HourSend><MaxSendRate>14.0</MaxSendRate><SentLast24Hours>127.0</SentLast24Hours></GetSendQuotaResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetSendQuotaResponse>`,
    });

  it('is what the account may send and has sent, asked for once however many want to know', async () => {
    const stub = await start(figures(50_000));
    const { quota } = createSesMailer('perennial', stub.connection);
    const expected = { perSecond: 14, perDay: 50_000, sentLastDay: 127 };
    expect(await Promise.all([quota?.(), quota?.(), quota?.()])).toEqual([expected, expected, expected]);
    expect(stub.requests).toHaveLength(1);
  });

  it('has no limit for the day where SES says -1', async () => {
    const stub = await start(figures(-1));
    expect(await createSesMailer('perennial', stub.connection).quota?.()).toEqual({
      perSecond: 14,
      sentLastDay: 127,
    });
  });

  it('is asked for anew after SES did not tell', async () => {
    const answers = [() => sesError('Throttling', 'Rate exceeded'), figures(100)];
    const stub = await start((request) => (answers.shift() ?? figures(100))(request));
    const { quota } = createSesMailer('perennial', stub.connection);
    await expect(quota?.()).rejects.toMatchObject({ code: 'MAIL.QUOTA_UNREADABLE', retryable: true });
    expect(await quota?.()).toMatchObject({ perDay: 100 });
  });
});
