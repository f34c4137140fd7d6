import { describe, expect, it } from 'vitest';
import { whyNotWanted } from '../../../../shared/domain/customer/consent.ts';
import type { Consent } from '../../../../shared/domain/customer/customer-state.ts';
import type { TopicRules } from '../../../../shared/domain/customer/topic-rules.ts';

const granted: Consent = { status: 'granted', at: 1, source: 'checkout' };
const withdrawn: Consent = { status: 'withdrawn', at: 1, source: 'preference-page' };
const pending: Consent = { status: 'pending', at: 1, source: 'footer-form' };

const news = (byDefault: TopicRules['byDefault'] = 'subscribed'): TopicRules => ({
  name: 'news',
  texts: {},
  channels: ['email'],
  byDefault,
});

describe('whyNotWanted', () => {
  it('asks for the channel’s consent before any topic', () => {
    const topics = { 'email/news': granted };
    expect(whyNotWanted({ consents: {}, topics }, 'email', news())).toBe('no-consent');
    expect(whyNotWanted({ consents: { email: withdrawn }, topics }, 'email', news())).toBe('no-consent');
    expect(whyNotWanted({ consents: { email: pending }, topics }, 'email', news())).toBe('no-consent');
  });

  it('stops a topic that is off, and nothing else', () => {
    const state = { consents: { email: granted }, topics: { 'email/news': withdrawn } };
    expect(whyNotWanted(state, 'email', news())).toBe('topic-off');
    expect(whyNotWanted(state, 'email', undefined)).toBeUndefined();
    expect(whyNotWanted(state, 'email', { ...news(), name: 'offers' })).toBeUndefined();
  });

  it('goes by the topic’s default where nothing firm was said', () => {
    for (const topics of [undefined, {}, { 'email/news': pending }]) {
      const state = { consents: { email: granted }, ...(topics && { topics }) };
      expect(whyNotWanted(state, 'email', news('subscribed'))).toBeUndefined();
      expect(whyNotWanted(state, 'email', news('not-subscribed'))).toBe('topic-off');
    }
    const said = { consents: { email: granted }, topics: { 'email/news': granted } };
    expect(whyNotWanted(said, 'email', news('not-subscribed'))).toBeUndefined();
  });

  it('sends nothing on a channel that the topic does not have', () => {
    expect(whyNotWanted({ consents: { sms: granted } }, 'sms', news())).toBe('topic-off');
  });
});
