import { describe, expect, it } from 'vitest';
import { checkShop } from '../../../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../../../shared/config/shop-problem.ts';
import { copyShop, LETTER_SHOP } from '../../../support/shop-copy.ts';

const campaignFile = (trigger: string, step: string): string =>
  `trigger: { ${trigger} }
steps:
  - { kind: send, name: first, channel: email, template: win-back, ${step} }
`;

/** What is found in a shop whose mail says `liquid` in one place, and whose campaigns are these. */
async function problemsOf(liquid: string, campaigns: Readonly<Record<string, string>>) {
  await using shop = await copyShop(LETTER_SHOP);
  await shop.edit('templates/win-back/en.yaml', 'Chosen for you', `'${liquid}'`);
  await shop.remove('campaigns/win-back.yaml');
  for (const [name, content] of Object.entries(campaigns))
    await shop.write(`campaigns/${name}.yaml`, content);
  const { problems } = await checkShop(shop.directory);
  return problems.map((problem) => formatShopProblem(problem).replaceAll(`${shop.directory}/`, ''));
}

const LAPSED = 'kind: enters, stage: lapsed';
const TEN = campaignFile(LAPSED, 'offer: { percent: 10, code: BACK10 }');
/** Where the text begins: after `  title: '`. */
const PLACE = 'templates/win-back/en.yaml:19:';

describe('what a template shows of an offer', () => {
  it('is there when every step that sends it offers it', async () => {
    const vary = `offer: { percent: 10, code: A }, vary: [{ when: 'tier == "head"', offer: { percent: 20, code: B } }]`;
    const campaigns = { ten: TEN, more: campaignFile(LAPSED, vary) };
    expect(await problemsOf('{{ offer.percent }} % with {{ offer.code }}', campaigns)).toEqual([]);
  });

  it('may be empty when another step does not, which is named', async () => {
    const campaigns = { ten: TEN, plain: campaignFile(LAPSED, 'expiresAfter: 2d') };
    expect(await problemsOf('{{ offer.percent }}', campaigns)).toEqual([
      `${PLACE}14: offer.percent may be empty; give it a default, or put it within an if (step "first" of campaign "plain")`,
    ]);
    const liquid = '{% if offer.percent %}{{ offer.percent }} %{% else %}A gift{% endif %}';
    expect(await problemsOf(liquid, campaigns)).toEqual([]);
  });

  it('may be empty when a variation offers something else in its place', async () => {
    const vary = `offer: { percent: 10 }, vary: [{ when: 'tier == "head"', offer: { points: 100 } }]`;
    expect(await problemsOf('{{ offer.percent }}', { one: campaignFile(LAPSED, vary) })).toEqual([
      expect.stringContaining('offer.percent may be empty'),
    ]);
  });

  it('has the names of what is offered', async () => {
    expect(await problemsOf('{{ offer.precent }}', { ten: TEN })).toEqual([
      `${PLACE}14: unknown slot "offer.precent"; did you mean "offer.percent"?`,
    ]);
    const plain = campaignFile(LAPSED, 'expiresAfter: 2d');
    expect(await problemsOf('{{ offer.percent }}', { plain })).toEqual([
      `${PLACE}14: unknown slot "offer.percent": no step that sends this template has an offer`,
    ]);
  });

  it('is anything for a template that no campaign sends yet', async () => {
    expect(await problemsOf('{{ offer.percent }} {{ event.total | times: 2 }}', {})).toEqual([]);
  });
});

describe('what a template shows of an event', () => {
  const CART = campaignFile('kind: event, event: cart.abandoned', 'expiresAfter: 2d');

  it('is what every such event says', async () => {
    expect(await problemsOf('{{ event.cartId }}: {{ event.total }}', { cart: CART })).toEqual([]);
  });

  it('may be empty where an event need not say it', async () => {
    expect(await problemsOf('{{ event.currency }}', { cart: CART })).toEqual([
      `${PLACE}11: {{ event.currency }} may be empty; give it a default, or put it within an if (step "first" of campaign "cart")`,
    ]);
    const liquid = '{{ event.skus | join: ", " | default: "your things" }}';
    expect(await problemsOf(liquid, { cart: CART })).toEqual([]);
  });

  it('has the names of what such an event says', async () => {
    expect(await problemsOf('{{ event.totl }}', { cart: CART })).toEqual([
      `${PLACE}14: unknown slot "event.totl"; did you mean "event.total"?`,
    ]);
    expect(await problemsOf('{{ event.total }}', { ten: TEN })).toEqual([
      `${PLACE}14: unknown slot "event.total": no event begins the campaigns that send this`,
    ]);
  });
});

describe('a mail that is no marketing', () => {
  const FOOTER = '    <mj-include path="../_shared/footer.mjml" />\n';

  it('needs neither an unsubscribe link nor a postal address, unless it is sent as marketing too', async () => {
    await using shop = await copyShop(LETTER_SHOP);
    await shop.edit('templates/win-back/email.mjml', FOOTER, '');
    const invoice = campaignFile('kind: event, event: invoice.issued', 'expiresAfter: 2d');
    await shop.write('campaigns/win-back.yaml', `purpose: transactional\n${invoice}`);
    expect((await checkShop(shop.directory)).problems).toEqual([]);
    await shop.write('campaigns/other.yaml', TEN);
    const { problems } = await checkShop(shop.directory);
    expect(problems.map(({ message }) => message)).toEqual([
      'the mail has no link to {{ unsubscribeUrl }}, which the law wants',
      'the mail does not show {{ shop.postalAddress }}, which the law wants',
    ]);
  });
});
