import { describe, expect, it } from 'vitest';
import { checkShop, loadShop } from '../../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../../shared/config/shop-problem.ts';
import { copyShop, LETTER_SHOP } from '../../support/shop-copy.ts';

const OPTIONS = { templates: false } as const;

const TELLS = `trigger: { kind: event, event: order.placed }
steps:
  - { kind: webhook, name: card, endpoint: warehouse }
`;

/** What is wrong with a small shop whose one campaign tells the warehouse, with this endpoints.yaml. */
async function problemsWith(endpoints: string): Promise<readonly string[]> {
  await using shop = await copyShop(LETTER_SHOP);
  await shop.write('endpoints.yaml', endpoints);
  await shop.write('campaigns/parcel.yaml', TELLS);
  const { problems } = await checkShop(shop.directory, OPTIONS);
  return problems.map((problem) => formatShopProblem(problem).replaceAll(`${shop.directory}/`, ''));
}

const endpoint = (fields: string): string => `warehouse:\n  secret: warehouse\n  ${fields}\n`;

describe('endpoints.yaml', () => {
  it('is compiled into endpoints with what it leaves out filled in', async () => {
    await using shop = await copyShop(LETTER_SHOP);
    await shop.write('endpoints.yaml', endpoint('url: https://warehouse.example/hook'));
    const { rules } = await loadShop(shop.directory, OPTIONS);
    expect(rules.endpoints).toEqual([
      {
        name: 'warehouse',
        url: 'https://warehouse.example/hook',
        secret: 'warehouse',
        include: [],
        timeoutSeconds: 15,
        retries: 12,
        headers: {},
        allowsPrivateAddress: false,
      },
    ]);
  });

  it('may be missing: what webhook steps ask for then goes to the bus alone', async () => {
    await using shop = await copyShop(LETTER_SHOP);
    await shop.write('campaigns/parcel.yaml', TELLS);
    const { rules } = await loadShop(shop.directory, OPTIONS);
    expect(rules).not.toHaveProperty('endpoints');
  });

  it('that is there has every endpoint that a campaign names', async () => {
    expect(await problemsWith('warehose: { url: https://w.example, secret: w }\n')).toEqual([
      'campaigns/parcel.yaml:3:44: endpoints.yaml has no endpoint "warehouse"; it has warehose; did you mean "warehose"?',
    ]);
    expect(await problemsWith('')).toEqual([
      'campaigns/parcel.yaml:3:44: endpoints.yaml has no endpoint "warehouse"; it has none',
    ]);
  });

  it.each([
    'https://warehouse.example/hook?a=b',
    'https://warehouse.example:8443/',
    'http://localhost:9000/hook',
    'http://127.0.0.1:9000',
    'http://[::1]:9000/',
    'http://shop.localhost/',
  ])('takes %s', async (url) => {
    expect(await problemsWith(endpoint(`url: "${url}"`))).toEqual([]);
  });

  it.each([
    'http://warehouse.example/hook',
    'http://localhost.warehouse.example/',
    'https://user:password@warehouse.example/',
    'https://warehouse.example/#part',
    'ftp://warehouse.example/',
    'warehouse.example',
    '',
  ])('refuses the URL "%s", and says where', async (url) => {
    expect(await problemsWith(endpoint(`url: "${url}"`))).toEqual([
      'endpoints.yaml:3:8: must be an https: URL (http: for localhost alone), without user, password or fragment',
    ]);
  });

  it.each(['Authorization', 'webhook-id', 'Content-Type', 'cookie', 'Host'])(
    'refuses the header %s',
    async (name) => {
      const problems = await problemsWith(endpoint(`url: https://w.example\n  headers: { ${name}: x }`));
      expect(problems).toEqual([expect.stringContaining('would hold a secret')]);
    },
  );

  it('refuses a field, a part of the contact and a number that it does not know', async () => {
    const problems = await problemsWith(
      endpoint('url: https://w.example\n  includes: [name]\n  include: [emial]\n  timeoutSeconds: 60'),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^endpoints\.yaml:4:\d+: unknown field "includes"; did you mean "include"\?$/),
      expect.stringMatching(/^endpoints\.yaml:5:\d+: .*did you mean "email"\?$/),
      expect.stringMatching(/^endpoints\.yaml:6:\d+: must be at most 30, not 60$/),
    ]);
  });
});
