import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceOfTags, tagsOf } from '../../../../shared/app/deliver/message-tags.ts';

const id = (maxLength: number) => fc.string({ minLength: 1, maxLength, unit: 'grapheme' });
const messages = fc.record(
  {
    customerId: id(128),
    campaign: id(64),
    step: id(64),
    occurrence: id(64),
    channel: fc.constantFrom('email', 'sms'),
    template: id(64),
    variant: id(64),
  },
  { requiredKeys: ['customerId', 'campaign', 'step', 'occurrence', 'channel', 'template'] },
);
/** As long as ids of a shop's events may be. */
const isShort = ({ customerId }: { customerId: string }) => customerId.length <= 128;

describe('the tags of a message', () => {
  it('give back the reference, whatever is in it', () => {
    fc.assert(
      fc.property(messages.filter(isShort), (message) => {
        const { template: _, variant: __, ...reference } = message;
        const tags = tagsOf(message);
        // Of a text only five come back.
        fc.pre(
          message.channel === 'email' ||
            Object.keys(tags).filter((name) => name.startsWith('ref')).length <= 5,
        );
        expect(referenceOfTags(tags)).toEqual(reference);
        const lists = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
        expect(referenceOfTags({ ...lists, 'ses:from-domain': ['shop.example'] })).toEqual(reference);
      }),
    );
  });

  it('are what the providers take', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const entries = Object.entries(tagsOf(message));
        for (const [name, value] of entries) {
          expect(name).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
          expect(value).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
        }
        if (message.channel === 'sms') expect(entries.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('have room for the longest ids that a shop may use, in a text too', () => {
    const longest = '茶'.repeat(128);
    const reference = {
      ...{ customerId: longest, campaign: 'c'.repeat(64), step: 's'.repeat(64), occurrence: 'o'.repeat(64) },
      channel: 'sms',
    } as const;
    expect(referenceOfTags(tagsOf({ ...reference, template: 't' }))).toEqual(reference);
  });

  it('of others give no reference', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (tags) => {
        expect(referenceOfTags(tags)).toBeUndefined();
      }),
    );
    expect(referenceOfTags({ campaign: ['win-back'], step: ['offer'] })).toBeUndefined();
    expect(referenceOfTags({ reference: 'WzFd' })).toBeUndefined();
  });
});
