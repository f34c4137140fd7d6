import type { CampaignRules, Offer, SendStep } from '../../domain/campaign/campaign-rules.ts';
import type { Channel } from '../../domain/channel.ts';
import type { ConsentRules } from '../../domain/customer/topic-rules.ts';
import type { MessageTemplate, Templates } from '../../domain/message/template.ts';

/** One way in which a step of a campaign sends a template. */
export interface TemplateSending {
  readonly campaign: string;
  readonly step: string;
  readonly offer: Offer;
}

export interface TemplateLine {
  readonly name: string;
  readonly locales: readonly string[];
  /** What it can be sent through in one language at least. */
  readonly channels: readonly Channel[];
  readonly sendings: readonly TemplateSending[];
  /** Whether it is what double opt-in sends, which no campaign does. */
  readonly asksToConfirm: boolean;
}

/** Every template of a shop by name, with its languages and channels, and the steps and variations that send it. */
export const listTemplates = (
  templates: Templates,
  campaigns: readonly CampaignRules[],
  consent?: ConsentRules,
): readonly TemplateLine[] =>
  Object.entries(templates)
    .map(([name, languages]) => ({
      name,
      locales: Object.keys(languages).sort(),
      channels: channelsOf(Object.values(languages)),
      sendings: campaigns.flatMap((campaign) => sendingsOf(campaign, name)),
      asksToConfirm: consent?.doubleOptIn?.template === name,
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));

function channelsOf(languages: readonly MessageTemplate[]): readonly Channel[] {
  const channels: readonly Channel[] = ['email', 'sms'];
  return channels.filter((channel) => languages.some((language) => language[channel] !== undefined));
}

const sendingsOf = (campaign: CampaignRules, template: string): readonly TemplateSending[] =>
  campaign.steps
    .filter((step) => step.kind === 'send')
    .flatMap((step) =>
      contentsOf(step)
        .filter((content) => content.template === template)
        .map(({ offer }) => ({ campaign: campaign.name, step: step.name, offer })),
    );

const contentsOf = ({ template, offer, variations }: SendStep) => [
  { template, offer },
  ...variations.map((variation) => ({
    template: variation.template ?? template,
    offer: variation.offer ?? offer,
  })),
];
