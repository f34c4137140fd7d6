import { describe, expect, it } from 'vitest';
import { checkShop } from '../../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../../shared/config/shop-problem.ts';
import { copyShop } from '../../support/shop-copy.ts';

/** What is wrong with the example shop after a change of it. */
async function problemsAfter(file: string, from: string, to: string): Promise<readonly string[]> {
  await using shop = await copyShop();
  await shop.edit(file, from, to);
  const { problems } = await checkShop(shop.directory, { templates: false });
  return problems.map((problem) => formatShopProblem(problem).slice(shop.directory.length + 1));
}

describe('topics.yaml', () => {
  it('is compiled with what holds where it says nothing', async () => {
    await using shop = await copyShop();
    await shop.write('topics.yaml', 'topics: [{ name: news, texts: { en: { title: News } } }]\n');
    for (const name of ['black-friday', 'singles-day', 'vip-early-access'])
      await shop.edit(`campaigns/${name}.yaml`, 'topic: offers\n', '');
    for (const name of ['brewing-notes', 'spring-harvest'])
      await shop.edit(`campaigns/${name}.yaml`, 'topic: tea-letters\n', 'topic: news\n');
    const { bundle, problems } = await checkShop(shop.directory, { templates: false });
    expect(problems).toEqual([]);
    expect(bundle?.rules.consent).toEqual({
      topics: [
        { name: 'news', channels: ['email'], byDefault: 'subscribed', texts: { en: { title: 'News' } } },
      ],
    });
  });

  it('may be missing, and then a shop knows no topics', async () => {
    await using shop = await copyShop();
    await shop.remove('topics.yaml');
    const { problems } = await checkShop(shop.directory, { templates: false });
    expect(problems.length).toBe(5);
    expect(problems[0]?.message).toBe('topics.yaml has no topic "offers"; it has none');
  });

  it('tells what is wrong with its place', async () => {
    expect(await problemsAfter('topics.yaml', 'name: tea-letters', 'name: offers')).toEqual([
      expect.stringMatching(/^topics.yaml:10:11: .*there is a topic "offers" already$/),
      ...['brewing-notes', 'spring-harvest'].flatMap(() => []),
    ]);
    expect(await problemsAfter('topics.yaml', 'en: { title: Offers', 'fr: { title: Offers')).toEqual([
      expect.stringMatching(/^topics.yaml:\d+:\d+: .*the topic "offers" has no text in en$/),
    ]);
    expect(await problemsAfter('topics.yaml', 'template: confirm-subscription', 'template: confirm')).toEqual(
      [expect.stringMatching(/^topics.yaml:\d+:\d+: .*there is no folder templates\/confirm/)],
    );
  });
});

describe('the topic of a campaign', () => {
  it('is one of topics.yaml; the nearest is named', async () => {
    expect(await problemsAfter('campaigns/black-friday.yaml', 'topic: offers', 'topic: offer')).toEqual([
      expect.stringMatching(
        /^campaigns\/black-friday.yaml:\d+:8: .*topics.yaml has no topic "offer"; it has offers, tea-letters.*offers/,
      ),
    ]);
  });

  it('does not go with a transactional one', async () => {
    expect(
      await problemsAfter(
        'campaigns/payment-reminder.yaml',
        'reentry: always',
        'topic: offers\nreentry: always',
      ),
    ).toEqual([expect.stringContaining('a transactional campaign goes to everybody')]);
  });

  it('is on every channel that the campaign sends on', async () => {
    expect(
      await problemsAfter('campaigns/brewing-notes.yaml', '    channel: email', '    channels: [email, sms]'),
    ).toEqual([expect.stringContaining('the topic "tea-letters" is not on sms')]);
  });
});
