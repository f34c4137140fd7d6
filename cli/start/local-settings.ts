import { parseSettings, type Settings } from '../../infra/aws/settings.ts';

/** What a local run is synthesized with. No mail leaves the machine, so the domain is one that no one can own (RFC 2606). */
export const localSettings: Settings = parseSettings({
  stage: 'dev',
  domain: 'shop.example',
  senderAddress: 'hello@shop.example',
});
