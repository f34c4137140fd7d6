import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createSmsTexter } from '../../../shared/aws/sms-texter.ts';
import type { OutgoingText } from '../../../shared/ports.ts';
import { describeTexter } from '../../contracts/texter-contract.ts';
import { type Answer, jsonAnswer, jsonError } from '../../support/aws-stub.ts';
import { type SmsStub, startSmsStub } from '../../support/sms-stub.ts';

const POOL = 'arn:aws:sms-voice:eu-central-1:123456789012:pool/pool-1';
const stubs: SmsStub[] = [];

async function start(answer?: Answer): Promise<SmsStub> {
  const stub = await startSmsStub(answer);
  stubs.push(stub);
  return stub;
}

const stopAll = async (): Promise<void> => {
  await Promise.all(stubs.splice(0).map((stub) => stub.stop()));
};

const text: OutgoingText = {
  to: '+12065550100',
  body: 'Hi',
  isPromotional: true,
  tags: {},
  timeToLiveSeconds: 3600,
};

describe('End User Messaging', () => {
  afterAll(stopAll);

  describeTexter('End User Messaging', async () => {
    const stub = await start();
    return {
      texter: createSmsTexter({ originationIdentity: POOL }, stub.connection),
      received: async () =>
        stub.texts.map(({ DestinationPhoneNumber, MessageBody, Context }) => ({
          to: DestinationPhoneNumber,
          body: MessageBody,
          tags: Context,
        })),
    };
  });
});

describe('what End User Messaging is asked for', () => {
  afterEach(stopAll);

  it('is what the settings say, for promotion and for the rest', async () => {
    const stub = await start();
    const settings = {
      originationIdentity: POOL,
      configurationSet: 'texts',
      protectConfiguration: 'protect-1',
      maxPrice: '0.1',
    };
    const texter = createSmsTexter(settings, stub.connection);
    await texter.send(text);
    await texter.send({ ...text, isPromotional: false });
    const asked = {
      OriginationIdentity: POOL,
      ConfigurationSetName: 'texts',
      ProtectConfigurationId: 'protect-1',
      MaxPrice: '0.1',
      TimeToLive: 3600,
    };
    expect(stub.texts).toMatchObject([
      { ...asked, MessageType: 'PROMOTIONAL' },
      { ...asked, MessageType: 'TRANSACTIONAL' },
    ]);
  });

  it('lives no shorter and no longer than AWS allows', async () => {
    const stub = await start();
    const texter = createSmsTexter({ originationIdentity: POOL }, stub.connection);
    for (const timeToLiveSeconds of [0, 60.9, 1_000_000]) await texter.send({ ...text, timeToLiveSeconds });
    expect(stub.texts.map(({ TimeToLive }) => TimeToLive)).toEqual([5, 60, 259_200]);
  });

  it('comes from the identity of the country, where it has one of its own', async () => {
    const stub = await start();
    const countryIdentities = { US: 'arn:aws:sms-voice:us-east-1:123456789012:phone-number/phone-1' };
    const texter = createSmsTexter({ originationIdentity: POOL, countryIdentities }, stub.connection);
    await texter.send({ ...text, country: 'US' });
    await texter.send({ ...text, country: 'CN' });
    await texter.send(text);
    expect(stub.texts.map(({ OriginationIdentity }) => OriginationIdentity)).toEqual([
      countryIdentities.US,
      POOL,
      POOL,
    ]);
  });

  it('carries the ids of the registry that India asks for', async () => {
    const stub = await start();
    const texter = createSmsTexter({ originationIdentity: POOL }, stub.connection);
    await texter.send({ ...text, registration: { entityId: '1101', templateId: '1107' } });
    await texter.send({ ...text, registration: { entityId: '1101' } });
    await texter.send(text);
    expect(stub.texts.map((sent) => sent.DestinationCountryParameters)).toEqual([
      { IN_ENTITY_ID: '1101', IN_TEMPLATE_ID: '1107' },
      { IN_ENTITY_ID: '1101' },
      undefined,
    ]);
  });

  it('is nothing where no origination identity is set', async () => {
    const stub = await start();
    const outcome = await createSmsTexter({}, stub.connection).send(text);
    expect(outcome).toEqual({ status: 'rejected', reason: 'no origination identity is set for texts' });
    expect(stub.requests).toEqual([]);
  });
});

describe('what End User Messaging answers', () => {
  afterEach(stopAll);

  const sendWith = async (answer: Answer) => {
    const stub = await start(answer);
    // Even where the caller's connection would retry.
    const texter = createSmsTexter({ originationIdentity: POOL }, { ...stub.connection, maxAttempts: 3 });
    return { stub, outcome: texter.send(text) };
  };

  it.each([
    ['ConflictException', 'DESTINATION_PHONE_NUMBER_OPTED_OUT'],
    ['ConflictException', 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION'],
    ['ValidationException', 'PRICE_OVER_THRESHOLD'],
    ['ValidationException', 'INVALID_PARAMETER'],
  ])('is a rejection when it is %s, %s, and its reason has no number', async (code, Reason) => {
    const Message = 'Number +12065550100 is not good';
    const { outcome } = await sendWith(() => jsonError(code, 400, { Reason, Message }));
    expect(await outcome).toEqual({ status: 'rejected', reason: `${code}: ${Reason}` });
  });

  it('is a rejection when the request itself does not do', async () => {
    const { outcome } = await sendWith(() => jsonError('ValidationException'));
    expect(await outcome).toEqual({ status: 'rejected', reason: 'ValidationException' });
  });

  it.each([
    ['ThrottlingException', undefined],
    ['ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT'],
    ['ConflictException', 'RESOURCE_NOT_ACTIVE'],
    ['ConflictException', 'NO_ORIGINATION_IDENTITIES_FOUND'],
    ['ValidationException', 'INVALID_ARN'],
    ['ResourceNotFoundException', undefined],
    ['AccessDeniedException', undefined],
  ])('lets the same text go later when it is %s, %s', async (code, Reason) => {
    const { stub, outcome } = await sendWith(() => jsonError(code, 400, { Reason }));
    expect(await outcome).toMatchObject({ status: 'throttled', reason: expect.stringContaining(code) });
    expect(stub.requests).toHaveLength(1);
  });

  it('tells that it went too fast, so that all slow down', async () => {
    const { outcome } = await sendWith(() => jsonError('ThrottlingException'));
    expect(await outcome).toMatchObject({ status: 'throttled', limit: 'rate' });
  });

  it.each<[string, Answer]>([
    ['a server error', () => jsonError('InternalServerException', 500)],
    ['a broken connection', () => 'hang-up'],
    ['an answer without an id', () => jsonAnswer({})],
  ])('leaves the text uncertain after %s, and does not try again', async (_, answer) => {
    const { stub, outcome } = await sendWith(answer);
    await expect(outcome).rejects.toMatchObject({ code: 'TEXT.UNCERTAIN' });
    expect(stub.requests).toHaveLength(1);
  });

  it('knows that nothing was taken where nobody listens', async () => {
    const stub = await start();
    await stopAll();
    expect(await createSmsTexter({ originationIdentity: POOL }, stub.connection).send(text)).toEqual({
      status: 'throttled',
      reason: 'ECONNREFUSED',
    });
  });
});
