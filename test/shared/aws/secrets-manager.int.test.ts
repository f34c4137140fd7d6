import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, expect, it } from 'vitest';
import { createSecretsManager } from '../../../shared/aws/secrets-manager.ts';
import { type Answer, type AwsStub, jsonAnswer, jsonError, startAwsStub } from '../../support/aws-stub.ts';

let stub: AwsStub | undefined;

afterEach(async () => {
  await stub?.stop();
});

async function start(answer: Answer) {
  const clock = { time: 0, now: () => clock.time };
  const started = await startAwsStub(answer);
  stub = started;
  return {
    clock,
    stub: started,
    secrets: createSecretsManager(new SecretsManagerClient(started.connection), clock),
  };
}

it('reads a secret once in five minutes, however many ask for it', async () => {
  let version = 0;
  const { clock, secrets } = await start(() => {
    version += 1;
    return jsonAnswer({ SecretString: `value ${version}` });
  });
  expect(await Promise.all([secrets.get('signing'), secrets.get('signing')])).toEqual(['value 1', 'value 1']);
  clock.time += 5 * 60_000 - 1;
  expect(await secrets.get('signing')).toBe('value 1');
  clock.time += 1;
  expect(await secrets.get('signing')).toBe('value 2');
  expect(await secrets.get('other')).toBe('value 3');
});

it('names a secret that it cannot read, and asks again at the next call', async () => {
  const answers = [jsonError('ResourceNotFoundException'), jsonAnswer({ SecretString: 'there now' })];
  const { secrets } = await start(() => answers.shift() ?? jsonAnswer({}));
  await expect(secrets.get('signing')).rejects.toMatchObject({
    code: 'SECRET.READ_FAILED',
    retryable: false,
    message: expect.stringContaining('signing'),
  });
  expect(await secrets.get('signing')).toBe('there now');
});

it('refuses a secret of bytes', async () => {
  const { secrets } = await start(() => jsonAnswer({ SecretBinary: 'AAEC' }));
  await expect(secrets.get('signing')).rejects.toMatchObject({ code: 'SECRET.NOT_TEXT' });
});
