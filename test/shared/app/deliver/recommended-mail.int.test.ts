import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishProducts } from '../../../../shared/app/calibrate/publish-products.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { handleOutbound } from '../../../../shared/app/deliver/handle-outbound.ts';
import { createMailWriter } from '../../../../shared/app/deliver/write-mail.ts';
import { createTextWriter } from '../../../../shared/app/deliver/write-text.ts';
import { contactKey, POPULAR_PRODUCTS_KEY, productKey, stateKey } from '../../../../shared/app/item-keys.ts';
import { addressHash } from '../../../../shared/app/suppression/address-hash.ts';
import { suppressionKey } from '../../../../shared/app/suppression/suppression.ts';
import { loadShop } from '../../../../shared/config/load-shop.ts';
import type { ShopBundle } from '../../../../shared/config/shop-bundle.ts';
import { compileRules } from '../../../../shared/domain/compiled-rules.ts';
import { PurchaseLog } from '../../../../shared/domain/recommend/purchase-log.ts';
import { countReads } from '../../../support/count-reads.ts';
import { clockAt, KeptMailer, KeptQueue, KeptTexter } from '../../../support/fake-ports.ts';
import { customerUpdated, day, orderPlaced } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { LETTER_SHOP } from '../../../support/shop-copy.ts';

const SUPPRESSION_KEY = suppressionKey('email', addressHash('secret', 'email', 'ada@example.com'));
const HOSTILE = '"><img src=x onerror=alert(1)>{{ shop.name }}';

let shop: ShopBundle;
beforeAll(async () => {
  shop = await loadShop(LETTER_SHOP);
});

/** A customer who bought a cup, and delivery with the writer of real mails; nothing is learnt yet. */
async function opened({ locale = 'en', templates = shop.templates } = {}) {
  const { table, keys } = countReads(memoryTable());
  const rules = compileRules(shop.rules);
  const update = customerUpdated({
    reachable: { email: true },
    consents: [{ channel: 'email', status: 'granted', source: 'checkout', at: day(0) }],
    locale,
  });
  const items = [{ sku: 'celadon-cup', category: 'cups', quantity: 1, priceMinor: 1_800 }];
  await decideBatch(
    [
      {
        customerId: 'c1',
        input: update,
        contact: { at: day(0), email: 'ada@example.com' },
        acceptedAt: day(0),
      },
      { customerId: 'c1', input: orderPlaced({ items }), acceptedAt: day(0) },
    ],
    { table, rules },
  );
  const learn = async (...bought: readonly string[]) => {
    const log = new PurchaseLog();
    const basket = ['celadon-cup', ...bought].map((sku) => ({ sku, category: 'green-tea', quantity: 1 }));
    for (const customerId of ['x', 'y', 'z']) log.add({ customerId, at: day(0), items: basket }, () => true);
    await publishProducts(log, day(1), table);
  };
  const mailer = new KeptMailer();
  const writing = { templates, linkSecret: 'secret', publicUrl: 'https://shop.example' };
  const deliver = async () => {
    keys.splice(0);
    const order = {
      customerId: 'c1',
      campaign: 'win-back',
      step: 'offer',
      occurrence: 'once',
      channel: 'email',
      template: 'win-back',
      requestedAt: day(180),
      expiresAt: day(183),
    };
    const failed = await handleOutbound([{ messageId: '1', body: JSON.stringify(order) }], {
      table,
      mailer,
      texter: new KeptTexter(),
      rules: async () => rules,
      linkSecret: writing.linkSecret,
      writeMail: createMailWriter({ ...writing, sender: 'hello@shop.example' }),
      writeText: createTextWriter(writing),
      clock: clockAt(day(180)),
      outbound: new KeptQueue(),
      deadLetters: new KeptQueue(),
    });
    expect(failed).toEqual([]);
    const [mail] = mailer.mails;
    if (mail === undefined) throw new Error('No mail was sent.');
    const { html = '', text = '' } = await PostalMime.parse(mail.raw);
    return { html, text, reads: [...keys] };
  };
  return { learn, deliver };
}

describe('delivering a mail that recommends', () => {
  it('shows up to three products that go with what was bought, in the HTML and in the text', async () => {
    const { learn, deliver } = await opened();
    await learn('sencha-100g', 'crane_cup pair', 'tea-caddy', 'raku-bowl');
    const { html, text } = await deliver();
    expect(html.match(/\/products\//g)).toHaveLength(3);
    expect(html).toContain('Chosen for you');
    expect(html).not.toContain('celadon-cup');
    expect(text).toMatch(
      /\nChosen for you\n\nCrane cup pair <https:\/\/kettleandcrane\.example\/products\/crane_cup%20pair>\nGreen tea\n\nRaku bowl </,
    );
    expect(text).not.toMatch(/\n{3}/);
  });

  it('speaks the customer’s language', async () => {
    const { learn, deliver } = await opened({ locale: 'zh-CN' });
    await learn('sencha-100g');
    const { html, text } = await deliver();
    expect(html).toContain('为您挑选');
    expect(text).toContain('Sencha 100g <https://kettleandcrane.example/products/sencha-100g>\n绿茶\n');
  });

  it('goes out without them before the first calibration', async () => {
    const { deliver } = await opened();
    const { html, text, reads } = await deliver();
    for (const part of [html, text]) {
      expect(part).toContain('Fresh on the shelf');
      expect(part).not.toMatch(/Chosen for you|\/products\//);
    }
    expect(text).not.toMatch(/\n{3}/);
    expect(reads).toEqual([
      stateKey('c1'),
      contactKey('c1'),
      SUPPRESSION_KEY,
      productKey('celadon-cup'),
      POPULAR_PRODUCTS_KEY,
    ]);
  });

  it('never recommends what was just bought, though it is all that is popular', async () => {
    const { learn, deliver } = await opened();
    await learn();
    expect((await deliver()).html).not.toMatch(/Chosen for you|\/products\//);
  });

  it('shows a product code that looks like HTML and Liquid as what it is', async () => {
    const { learn, deliver } = await opened();
    await learn(HOSTILE);
    const { html, text } = await deliver();
    expect(html).not.toContain('<img');
    expect(html).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;{{ shop.name }}');
    expect(html).toContain(`/products/${encodeURIComponent(HOSTILE).replaceAll("'", '&#39;')}"`);
    expect(text).toContain(`/products/${encodeURIComponent(HOSTILE)}>`);
  });

  it('reads nothing of products for a template that does not show any', async () => {
    const mail = { subject: 'Hi', preheader: 'Hi', html: 'Our recommendations', text: 'Our recommendations' };
    const { learn, deliver } = await opened({ templates: { 'win-back': { en: { email: mail } } } });
    await learn('sencha-100g');
    expect((await deliver()).reads).toEqual([stateKey('c1'), contactKey('c1'), SUPPRESSION_KEY]);
  });
});
