import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../infra/aws/settings.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';

const good = { stage: 'dev', domain: 'shop.example', senderAddress: 'hello@shop.example' };

const refusal = (input: unknown): PerennialError => {
  try {
    parseSettings(input, 'deploy.json');
  } catch (error) {
    if (error instanceof PerennialError) return error;
    throw error;
  }
  throw new Error('The settings were taken.');
};

describe('settings', () => {
  it('need a stage, a domain and a sender, and fill in the rest', () => {
    expect(parseSettings(good)).toEqual({
      ...good,
      logRetentionDays: 30,
      sendRateShare: 0.9,
      archiveDays: 90,
      deliverConcurrency: 5,
    });
  });

  it('take a sender below the domain', () => {
    expect(parseSettings({ ...good, senderAddress: 'hello@mail.shop.example' }).domain).toBe('shop.example');
  });

  it.each(['hello@other.example', 'hello@notshop.example', 'hello@shop.example.evil.example'])(
    'refuse the sender %s, which is not at the domain',
    (senderAddress) => {
      expect(refusal({ ...good, senderAddress }).message).toBe(
        'deploy.json cannot be used:\n  senderAddress: must be at the domain in "domain" or below it, or the mail would not pass DMARC',
      );
    },
  );

  it('name everything that is wrong at once, and what it has to be', () => {
    const error = refusal({
      stage: 'production',
      senderAddress: 'Shop <hello@shop.example>',
      logRetentionDays: 31,
      archiveDays: 0,
      deliverConcurrency: 1,
      region: 'Frankfurt',
      account: 123,
      colour: 'blue',
    });
    expect(error.code).toBe('AWS.SETTINGS');
    const lines = error.message.split('\n');
    expect(lines[0]).toBe('deploy.json cannot be used:');
    expect(lines).toHaveLength(10);
    expect(error.message).toContain('stage: must be "dev", "staging" or "prod"');
    expect(error.message).toContain('domain: must be a domain name');
    expect(error.message).toContain('(it is missing)');
    expect(error.message).toContain('senderAddress: must be one e-mail address');
    expect(error.message).toContain('logRetentionDays: must be one of 1, 3, 5');
    expect(error.message).toContain('archiveDays: must be a whole number of days from 1 to 3650');
    expect(error.message).toContain('deliverConcurrency: must be a whole number from 2 to 1000');
    expect(error.message).toContain('"eu-central-1"');
    expect(error.message).toContain('account: must be the 12 digits of an AWS account');
    expect(error.message).toContain(
      '"colour": no such setting; remove it or write one of domain, senderAddress',
    );
  });

  it('say that the sender is elsewhere even where another setting is wrong', () => {
    const error = refusal({ ...good, senderAddress: 'hello@other.example', archiveDays: 0 });
    expect(error.details).toEqual({ settings: ['archiveDays', 'senderAddress'] });
  });

  it('take where texts come from, and say what is wrong with it', () => {
    for (const originationIdentity of ['pool/pool-1', 'phone-number/phone-1', 'sender-id/KETTLE/GB'])
      expect(parseSettings({ ...good, texts: { originationIdentity, maxPrice: 0.1 } }).texts).toEqual({
        originationIdentity,
        maxPrice: 0.1,
      });
    const { message } = refusal({
      ...good,
      texts: { originationIdentity: '+12065550100', maxPrice: 0, configurationSet: '*', colour: 'blue' },
    });
    expect(message).toContain('texts.originationIdentity: must be a pool, phone number or sender ID');
    expect(message).toContain('texts.maxPrice: must be US dollars');
    expect(message).toContain('texts.configurationSet: must be the name or id');
    expect(message).toContain(
      '"texts.colour": no such setting; remove it or write one of originationIdentity,',
    );
  });

  it('take which part of the sending rate is used, and the parts a second of texts', () => {
    expect(parseSettings(good).sendRateShare).toBe(0.9);
    const texts = { originationIdentity: 'pool/pool-1', partsPerSecond: 1 };
    expect(parseSettings({ ...good, sendRateShare: 0.5, texts })).toMatchObject({
      sendRateShare: 0.5,
      texts,
    });
    const { message } = refusal({ ...good, sendRateShare: 90, texts: { ...texts, partsPerSecond: 0 } });
    expect(message).toContain('sendRateShare: must be a part from 0.01 to 1');
    expect(message).toContain('texts.partsPerSecond: must be message parts a second');
  });

  it.each([
    'shop',
    'Shop.example',
    'https://shop.example',
    'shop.example.',
    '-shop.example',
    'shop..example',
    '',
  ])('refuse the domain "%s"', (domain) => {
    expect(refusal({ ...good, domain }).message).toContain('domain: must be a domain name');
  });
});
