import { describe, expect, it } from 'vitest';
import { signLink, verifyLink } from '../../../../shared/app/unsubscribe/signed-link.ts';

const SECRET = 'a secret of this test';

describe('signLink and verifyLink', () => {
  it.each(['c-1', '顾客 7', 'a.b/c+d=', 'x'.repeat(128)])('bring back whose link it is: %s', (customerId) => {
    const token = signLink(SECRET, { customerId, channel: 'email' });
    expect(token).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/);
    expect(verifyLink(SECRET, token)).toEqual({ status: 'valid', link: { customerId, channel: 'email' } });
  });

  it('are not for another customer or channel', () => {
    const [, signature] = signLink(SECRET, { customerId: 'c-1', channel: 'email' }).split('.');
    for (const other of [
      { customerId: 'c-2', channel: 'email' },
      { customerId: 'c-1', channel: 'sms' },
    ] as const) {
      const [payload] = signLink(SECRET, other).split('.');
      expect(verifyLink(SECRET, `${payload}.${signature}`)).toEqual({
        status: 'invalid',
        reason: 'bad-signature',
      });
    }
  });

  it('fail with another secret and with any character changed', () => {
    const token = signLink(SECRET, { customerId: 'c-1', channel: 'email' });
    expect(verifyLink('another', token)).toEqual({ status: 'invalid', reason: 'bad-signature' });
    for (let position = 0; position < token.length - 1; position += 1) {
      const changed = token[position] === 'A' ? 'B' : 'A';
      expect(verifyLink(SECRET, token.slice(0, position) + changed + token.slice(position + 1)).status).toBe(
        'invalid',
      );
    }
  });

  it.each(['', '.', 'abc', 'abc.', '.abc', 'a.b.c', '💥.💥'])('refuse %j', (token) => {
    expect(verifyLink(SECRET, token).status).toBe('invalid');
  });
});
