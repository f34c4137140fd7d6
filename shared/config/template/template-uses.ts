import type { CampaignRules, Offer, SendStep } from '../../domain/campaign/campaign-rules.ts';
import { DOUBLE_OPT_IN } from '../../domain/campaign/double-opt-in.ts';
import type { Channel } from '../../domain/channel.ts';
import type { EventKind } from '../../domain/customer/event-data.ts';
import type { DoubleOptInRules } from '../../domain/customer/topic-rules.ts';

/** One way in which a step of a campaign sends a template. */
export interface TemplateUse {
  readonly campaign: string;
  readonly step: string;
  readonly channels: readonly Channel[];
  readonly offer: Offer;
  /** The event that begins the campaign's journeys, where one does. */
  readonly entry?: EventKind;
  readonly isPromotional: boolean;
}

/** How campaigns send each template: by their steps, and by the variations of these; and how consents are confirmed. */
export function templateUses(
  campaigns: readonly CampaignRules[],
  doubleOptIn?: DoubleOptInRules,
): ReadonlyMap<string, readonly TemplateUse[]> {
  const uses = new Map<string, TemplateUse[]>();
  for (const campaign of campaigns) {
    const { name, purpose, trigger } = campaign;
    for (const step of campaign.steps.filter((each) => each.kind === 'send')) {
      for (const { template, channels, offer } of contentsOf(step)) {
        const use = {
          campaign: name,
          step: step.name,
          channels,
          offer,
          ...(trigger.kind === 'event' && { entry: trigger.event }),
          isPromotional: purpose === 'promotional',
        };
        uses.set(template, [...(uses.get(template) ?? []), use]);
      }
    }
  }
  if (doubleOptIn !== undefined) {
    const { template, channels } = doubleOptIn;
    const use = { campaign: DOUBLE_OPT_IN, step: 'confirm', channels, offer: {}, isPromotional: false };
    uses.set(template, [...(uses.get(template) ?? []), use]);
  }
  return uses;
}

const contentsOf = ({ template, channels, offer, variations }: SendStep) => [
  { template, channels, offer },
  ...variations.map((variation) => ({
    template: variation.template ?? template,
    channels: variation.channels ?? channels,
    offer: variation.offer ?? offer,
  })),
];

/** For messages: step "first" of campaign "win-back". */
export const nameUse = ({ step, campaign }: TemplateUse): string =>
  `step "${step}" of campaign "${campaign}"`;
