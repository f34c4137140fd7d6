import { describe, expect, it } from 'vitest';
import { previewCampaign } from '../../../../shared/app/preview/preview-campaign.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const rules = rulesWith({
  campaigns: [
    campaign({
      name: 'win-back',
      trigger: { kind: 'enters', what: 'stage', name: 'lapsed' },
      audience: 'tier == "mid"',
      variants: [
        { name: 'story', percent: 50 },
        { name: 'offer', percent: 50 },
      ],
      steps: [
        sendStep({
          name: 'first',
          next: 'text',
          template: 'letter',
          offer: { percent: 10 },
          variations: [{ when: 'tier == "head"', offer: { percent: 20 } }],
        }),
        sendStep({
          name: 'text',
          template: 'letter',
          channels: ['sms', 'email'],
          offer: { percent: 5 },
          only: 'variant == "offer"',
          variations: [],
        }),
      ],
    }),
    campaign({
      name: 'cart',
      trigger: { kind: 'event', event: 'cart.abandoned' },
      steps: [sendStep({ name: 'first', template: 'cart', offer: {}, variations: [] })],
    }),
    campaign({
      name: 'points',
      trigger: { kind: 'event', event: 'order.placed' },
      steps: [sendStep({ name: 'first', template: 'points', offer: {}, variations: [] })],
    }),
  ],
});
const letter = (greeting: string) => ({
  email: {
    subject: `${greeting} {{ customer.name | default: "you" }}, {{ offer.percent }} %`,
    preheader: 'p',
    html: '<p>{{ customer.name | default: "you" }}</p>',
    text: 'Since {{ customer.daysSinceLastOrder }} days.',
  },
  sms: `${greeting} {{ offer.percent }} %`,
});
const templates = {
  letter: { en: letter('Hello'), 'zh-CN': letter('您好') },
  cart: {
    en: {
      email: { ...letter('Cart').email, subject: '{{ event.total }} {{ event.skus | first }}', text: 't' },
    },
  },
  points: {
    en: {
      email: {
        ...letter('Points').email,
        subject:
          '{{ customer.attributes.points | default: 0 }} points, {{ customer.attributes.city | default: "here" }}',
        html: '<a href="{{ customer.attributes.url | default: unsubscribeUrl }}">x</a>',
        text: 'x',
      },
    },
  },
};
const preview = (campaignName: string, as = '', step?: string) =>
  previewCampaign({ campaign: campaignName, as, ...(step !== undefined && { step }) }, { rules, templates });

describe('previewCampaign', () => {
  it('fills each step for somebody whom the trigger could meet', () => {
    const { persona, isInAudience, steps } = preview('win-back');
    expect(persona.view).toMatchObject({ stage: 'lapsed', tier: 'mid', daysSinceLastOrder: 180 });
    expect(isInAudience).toBe(true);
    expect(steps.map(({ step, offer, variation }) => ({ step, offer, variation }))).toEqual([
      { step: 'first', offer: { percent: 10 }, variation: undefined },
      { step: 'text', offer: { percent: 5 }, variation: undefined },
    ]);
    expect(steps[0]?.messages).toEqual([
      {
        status: 'mail',
        channel: 'email',
        locale: 'en',
        subject: 'Hello Ada Lin, 10 %',
        preheader: 'p',
        html: '<p>Ada Lin</p>',
        text: 'Since 180 days.',
      },
    ]);
  });

  it('takes the variation, the language and the channel that fit whom it is for', () => {
    const { isInAudience, steps } = preview('win-back', 'tier=head,locale=zh-CN,name=<b>,variant=offer');
    expect(isInAudience).toBe(false);
    expect(steps[0]).toMatchObject({
      variation: 'tier == "head"',
      offer: { percent: 20 },
      messages: [{ subject: '您好 <b>, 20 %', html: '<p>&lt;b&gt;</p>', locale: 'zh-CN' }],
    });
    expect(steps[1]).toMatchObject({
      only: { holds: true },
      messages: [
        {
          channel: 'sms',
          body: '【Test shop】您好 5 % 拒收请回复R',
          size: { encoding: 'ucs-2', parts: 1, units: 24 },
          country: 'CN',
        },
        { channel: 'email', status: 'mail' },
      ],
    });
    expect(preview('win-back', 'variant=story', 'text').steps[0]?.only?.holds).toBe(false);
  });

  it('shows the event of a sample, or one as it is wished', () => {
    expect(preview('cart').steps[0]?.messages[0]).toMatchObject({ subject: '42.5 sencha' });
    expect(preview('cart', 'entry.total=7,entry.skus=cup|pot').steps[0]?.messages[0]).toMatchObject({
      subject: '7 cup',
    });
  });

  it('shows the attributes that somebody is given, and keeps back a link that would run a script', () => {
    const shown = (as: string) => preview('points', as).steps[0]?.messages[0];
    expect(shown('')).toMatchObject({ status: 'mail', subject: '0 points, here' });
    const url = 'https://shop.example/?a=1&b=2';
    expect(shown(`attributes.points=120,attributes.city=Linz,attributes.url=${url}`)).toMatchObject({
      status: 'mail',
      subject: '120 points, Linz',
      html: '<a href="https://shop.example/?a=1&amp;b=2">x</a>',
    });
    expect(shown('attributes.url=javascript:alert(1)')).toEqual({
      status: 'impossible',
      channel: 'email',
      reason: 'points/en, html: href is no address that begins with https:// or http://',
    });
  });

  it('says why a message could not go out', () => {
    expect(preview('win-back', 'stage=prospect', 'first').steps[0]?.messages[0]).toEqual({
      status: 'impossible',
      channel: 'email',
      reason: 'letter/en, text customer.daysSinceLastOrder: nothing to fill it with',
    });
  });

  it.each([
    ['win-bck', '', undefined, 'Did you mean "win-back"?'],
    ['win-back', '', 'frist', 'Did you mean "first"?'],
    ['win-back', 'shoe=42', undefined, 'unknown field "shoe"; there are stage, tier, '],
    ['win-back', 'teir=mid', undefined, 'did you mean "tier"?'],
    ['win-back', 'tier=hed', undefined, 'did you mean "head"?'],
    ['win-back', 'orders=many', undefined, 'orders is a number'],
    ['win-back', 'variant=storry', undefined, 'did you mean "story"?'],
    ['win-back', 'entry.total=1', undefined, 'no event begins campaign'],
    ['cart', 'entry.totl=1', undefined, 'did you mean "total"?'],
    ['cart', 'variant=a', undefined, 'has no variants'],
    ['cart', 'tier', undefined, 'write it as tier=mid'],
  ])('refuses %s as "%s", step %s, and says what was meant', (name, as, step, why) => {
    expect(() => preview(name, as, step)).toThrow(why);
  });
});
