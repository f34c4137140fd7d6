import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signatureHeaders, webhookId, webhookKeys } from '../../../../shared/app/webhook/sign-webhook.ts';

/** The vector of the specification's reference libraries. */
const VECTOR = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  payload: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

const newSecret = (bytes = 32): string => `whsec_${randomBytes(bytes).toString('base64')}`;

/** What it throws. */
function refusalOf(secret: string): unknown {
  try {
    return webhookKeys('warehouse', secret);
  } catch (error) {
    return error;
  }
}

describe('the signature of a webhook', () => {
  it('is that of the published test vector', () => {
    const { secret, id, timestamp, payload, signature } = VECTOR;
    const keys = webhookKeys('test', secret);
    expect(signatureHeaders({ id, at: timestamp * 1000 + 999, payload, keys })).toEqual({
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    });
  });

  it('is one for each key while a secret is rotated, and whoever has either finds theirs', () => {
    const [fresh, old] = [newSecret(), newSecret()];
    const headers = signatureHeaders({
      id: 'msg_1',
      at: 1_000,
      payload: '{}',
      keys: webhookKeys('rotated', ` ${fresh}\n${old} `),
    });
    const signatures = (headers['webhook-signature'] ?? '').split(' ');
    expect(signatures).toHaveLength(2);
    for (const secret of [fresh, old]) {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const expected = createHmac('sha256', key).update('msg_1.1.{}').digest();
      const found = signatures.filter((signature) =>
        timingSafeEqual(Buffer.from(signature.slice('v1,'.length), 'base64'), expected),
      );
      expect(found).toHaveLength(1);
    }
  });

  it.each([
    ['no prefix', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['nothing', ''],
    ['too few bytes', newSecret(23)],
    ['too many bytes', newSecret(65)],
    ['no base64', 'whsec_not base64 at all!'],
    ['one sound and one not', `${newSecret()} whsec_short`],
  ])('is refused with a secret that has %s, which is not shown', (_, secret) => {
    const error = refusalOf(secret);
    expect(error).toMatchObject({ code: 'WEBHOOK.BAD_SECRET', retryable: false });
    if (secret !== '') expect(String(error)).not.toContain(secret);
  });
});

describe('the id of a webhook', () => {
  it('stays the same for a fact, differs between facts, and has no full stop whatever the ids are', () => {
    expect(webhookId('c.1/e.1/0')).toBe(webhookId('c.1/e.1/0'));
    expect(webhookId('c.1/e.1/0')).not.toBe(webhookId('c.1/e.1/1'));
    expect(webhookId('客户.1/é/0')).toMatch(/^msg_[A-Za-z0-9_-]{27}$/);
  });
});
