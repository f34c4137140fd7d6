import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MessagePreview } from '../../shared/app/preview/fill-message.ts';
import { previewCampaign } from '../../shared/app/preview/preview-campaign.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';

const bundle = await loadShop(join(import.meta.dirname, '../../shop'));
const sources = { rules: compileRules(bundle.rules), templates: bundle.templates };

/** Gmail cuts a mail off at 102 KB, and the way out with it. */
const MOST_BYTES = 100_000;

interface Shown {
  readonly place: string;
  readonly message: MessagePreview;
  readonly isPromotional: boolean;
}

/** Every message of every campaign, as customers of each tier with and without a name would get it. */
function shownIn(locale: string): readonly Shown[] {
  const people = ['tier=head,name=Lin', 'tier=mid', 'tier=tail'];
  return bundle.rules.campaigns.flatMap(({ name, purpose }) =>
    people.flatMap((person) => {
      const preview = previewCampaign({ campaign: name, as: `${person},locale=${locale}` }, sources);
      return preview.steps.flatMap(({ step, messages }) =>
        messages.map((message) => ({
          place: `${name}/${step} for ${person}`,
          message,
          isPromotional: purpose === 'promotional',
        })),
      );
    }),
  );
}

const textsIn = (locale: string) =>
  shownIn(locale).flatMap(({ message, ...rest }) =>
    message.status === 'text' ? [{ ...message, ...rest }] : [],
  );

describe.each(['en', 'zh-CN'])('the messages of the example shop in %s', (locale) => {
  const shown = shownIn(locale);

  it('can all be filled, and are in that language', () => {
    expect(shown.filter(({ message }) => message.status === 'impossible')).toEqual([]);
    const languages = shown.map(({ message }) => ('locale' in message ? message.locale : 'none'));
    expect(new Set(languages)).toEqual(new Set([locale]));
    expect(shown.length).toBeGreaterThan(100);
  });

  it('are mails that Gmail shows whole', () => {
    const sizes = shown.flatMap(({ place, message }) =>
      message.status === 'mail' ? [{ place, bytes: Buffer.byteLength(message.html) }] : [],
    );
    expect(sizes.filter(({ bytes }) => bytes > MOST_BYTES)).toEqual([]);
  });

  it('leave no Liquid, no number such as 12.499999 and no doubled space to the reader', () => {
    const odd = shown.filter(({ message }) => {
      if (message.status === 'impossible') return false;
      const text =
        message.status === 'mail'
          ? `${message.subject}\n${message.preheader}\n${message.text}`
          : message.body;
      return /\{[{%]|\d\.\d{3}|undefined|NaN|\S {2}\S/.test(text);
    });
    expect(odd).toEqual([]);
  });
});

describe('the text messages of the example shop', () => {
  it('say who writes, and how to stop advertising', () => {
    for (const { body, isPromotional, place } of textsIn('en')) {
      expect(body, place).toMatch(/^Kettle & Crane: /);
      if (isPromotional) expect(body, place).toMatch(/Reply STOP to opt out$/);
    }
    // 《通信短信息服务管理规定》: a signature, and a way to refuse.
    for (const { body, isPromotional, place } of textsIn('zh-CN')) {
      expect(body, place).toMatch(/^【Kettle & Crane】/);
      if (isPromotional) expect(body, place).toMatch(/拒收请回复R$/);
    }
  });

  it('fit one part each where they advertise', () => {
    const long = [...textsIn('en'), ...textsIn('zh-CN')].filter(
      ({ size, isPromotional }) => isPromotional && size.parts > 1,
    );
    expect(long.map(({ place, body, size }) => ({ place, body, size }))).toEqual([]);
  });
});
