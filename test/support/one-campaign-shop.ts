import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyShop, type ShopCopy } from './shop-copy.ts';

/** Two mails to those who lapse in the mid tier, unless they order in between. */
export const WIN_BACK = `# yaml-language-server: $schema=../.schemas/campaign.json
description: Two mails to those who leave.
trigger: { kind: enters, stage: lapsed }
audience: tier == "mid" && orders >= 1
reentry: { afterDays: 180 }
holdout: 10
variants: [{ name: story, percent: 50 }, { name: offer, percent: 50 }]
exit: { on: [{ event: order.placed }] }
steps:
  - { kind: send, name: first, channel: email, template: win-back }
  - { kind: wait, name: a-week, for: 7d }
  - kind: send
    name: second
    channel: email
    template: win-back
    offer: { percent: 10 }
    vary: [{ when: 'stage == "lapsed" && orders >= 3', offer: { percent: 20 } }]
`;

/** The example shop with one campaign and one template, win-back, and without quiet hours, caps and a control group. */
export async function oneCampaignShop(): Promise<ShopCopy> {
  const shop = await copyShop();
  for (const folder of ['campaigns', 'tests']) {
    await rm(join(shop.directory, folder), { recursive: true, force: true });
    await mkdir(join(shop.directory, folder));
  }
  for (const file of ['sending.yaml', 'experiments.yaml', 'topics.yaml'])
    if ((await readdir(shop.directory)).includes(file)) await shop.remove(file);
  for (const template of await readdir(join(shop.directory, 'templates')))
    if (template !== 'win-back' && template !== '_shared') await shop.remove(join('templates', template));
  await shop.write('sending.yaml', 'costs: { email: 0.01, sms: 0.1 }\n');
  await shop.write('campaigns/win-back.yaml', WIN_BACK);
  return shop;
}
