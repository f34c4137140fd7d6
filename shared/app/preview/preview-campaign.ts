import type { Offer, SendStep } from '../../domain/campaign/campaign-rules.ts';
import type { CompiledCampaign } from '../../domain/campaign/compiled-campaign.ts';
import { contentFor } from '../../domain/campaign/send-message.ts';
import { momentOf } from '../../domain/campaign/situation.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { Channel } from '../../domain/customer/customer-state.ts';
import type { EventData } from '../../domain/customer/event-data.ts';
import { unknownCustomer } from '../../domain/decide.ts';
import type { MessageVariables } from '../../domain/message/message-variables.ts';
import { createEmailRenderer, type RenderedEmail } from '../../domain/message/render-email.ts';
import { createSmsRenderer } from '../../domain/message/render-sms.ts';
import { countSmsParts, type SmsParts } from '../../domain/message/sms-parts.ts';
import type { Templates } from '../../domain/message/template.ts';
import { nearestName } from '../../nearest-name.ts';
import { PerennialError } from '../../perennial-error.ts';
import { parsePersona } from './parse-persona.ts';
import { createPersona, type Persona } from './persona.ts';
import { sampleEvent } from './sample-event.ts';

export interface PreviewRequest {
  readonly campaign: string;
  /** All steps that send where absent. */
  readonly step?: string;
  /** `tier=mid,stage=lapsed,name=Mei`; see `parsePersona`. */
  readonly as?: string;
}

export interface PreviewSources {
  readonly rules: CompiledRules;
  readonly templates: Templates;
}

export interface CampaignPreview {
  readonly campaign: string;
  readonly description?: string;
  /** Whether the audience and the steps would have this person; what the trigger waits for is not looked at. */
  readonly isInAudience: boolean;
  readonly persona: Persona;
  /** What else could be asked for: the steps that send, the variants, and the languages of their templates. */
  readonly choices: {
    readonly steps: readonly string[];
    readonly variants: readonly string[];
    readonly locales: readonly string[];
  };
  readonly steps: readonly StepPreview[];
}

/** What one step would send to the person, through each of its channels. */
export interface StepPreview {
  readonly step: string;
  /** The condition without which the step is passed over, and whether it holds. */
  readonly only?: { readonly condition: string; readonly holds: boolean };
  /** The condition of the variation that takes the step's place; absent where the step speaks for itself. */
  readonly variation?: string;
  readonly template: string;
  readonly offer: Offer;
  readonly messages: readonly MessagePreview[];
}

export type MessagePreview =
  | ({ readonly status: 'mail'; readonly channel: 'email' } & RenderedEmail)
  | {
      readonly status: 'text';
      readonly channel: 'sms';
      readonly body: string;
      readonly locale: string;
      readonly size: SmsParts;
    }
  /** It would not go out. */
  | { readonly status: 'impossible'; readonly channel: Channel; readonly reason: string };

/**
 * Fills the messages of a campaign for somebody made up, as delivery would. Throws `PREVIEW.UNKNOWN_CAMPAIGN`,
 * `PREVIEW.UNKNOWN_STEP` and `PREVIEW.BAD_PERSONA`.
 */
export function previewCampaign(
  request: PreviewRequest,
  { rules, templates }: PreviewSources,
): CampaignPreview {
  const campaign = findCampaign(request.campaign, rules);
  const persona = createPersona(campaign, rules, parsePersona(request.as ?? '', campaign));
  const entry = entryOf(campaign, persona);
  const renderers = { email: createEmailRenderer(templates), sms: createSmsRenderer(templates) };
  const journey = { entry, ...(persona.variant !== undefined && { variant: persona.variant }) };
  const situation = { rules, now: 0, viewOf: () => persona.view, facts: [] };
  const nobody = unknownCustomer('preview');
  const moment = momentOf(nobody, situation, journey);
  const preview = (step: SendStep): StepPreview => {
    const { channels, template, offer } = contentFor(nobody, journey, campaign, step, situation);
    const variation = step.variations.find(({ when }) => campaign.holds(when, moment))?.when;
    const variables = variablesFor(persona, rules, offer, entry);
    return {
      step: step.name,
      ...(step.only !== undefined && {
        only: { condition: step.only, holds: campaign.holds(step.only, moment) },
      }),
      ...(variation !== undefined && { variation }),
      template,
      offer,
      messages: channels.map((channel) =>
        fill(channel, renderers, {
          template,
          locale: persona.view.locale,
          fallbackLocale: rules.shop.locale,
          variables,
        }),
      ),
    };
  };
  const { description } = campaign;
  return {
    campaign: campaign.name,
    ...(description !== undefined && { description }),
    isInAudience: campaign.holds(campaign.audience, moment),
    persona,
    choices: {
      steps: sendSteps(campaign, undefined).map(({ name }) => name),
      variants: campaign.variants.map(({ name }) => name),
      locales: localesOf(campaign, templates),
    },
    steps: sendSteps(campaign, request.step).map(preview),
  };
}

function localesOf(campaign: CompiledCampaign, templates: Templates): readonly string[] {
  const names = sendSteps(campaign, undefined).flatMap(({ template, variations }) => [
    template,
    ...variations.flatMap((variation) => variation.template ?? []),
  ]);
  return [...new Set(names.flatMap((name) => Object.keys(templates[name] ?? {})))].sort();
}

function findCampaign(name: string, rules: CompiledRules): CompiledCampaign {
  const campaign = rules.campaignsByName.get(name);
  if (campaign !== undefined) return campaign;
  const names = rules.compiledCampaigns.map((one) => one.name);
  throw unknown('PREVIEW.UNKNOWN_CAMPAIGN', `There is no campaign "${name}"`, name, names);
}

function sendSteps(campaign: CompiledCampaign, wanted: string | undefined): readonly SendStep[] {
  const sends = campaign.steps.filter((step) => step.kind === 'send');
  if (wanted === undefined) return sends;
  const found = sends.filter(({ name }) => name === wanted);
  if (found.length > 0) return found;
  const what = campaign.stepsByName.has(wanted) ? 'sends nothing' : 'is not there';
  const names = sends.map(({ name }) => name);
  throw unknown(
    'PREVIEW.UNKNOWN_STEP',
    `Step "${wanted}" of campaign "${campaign.name}" ${what}`,
    wanted,
    names,
  );
}

function unknown(code: string, problem: string, name: string, names: readonly string[]): PerennialError {
  const meant = nearestName(name, names);
  const hint =
    meant !== undefined
      ? `Did you mean "${meant}"?`
      : names.length > 0
        ? `There are ${names.join(', ')}.`
        : 'There are none.';
  return new PerennialError(code, { message: `${problem}. ${hint}` });
}

/** What the event would say that begins the journey: of a sample, with what is wished otherwise. */
const entryOf = ({ trigger }: CompiledCampaign, { entry }: Persona): EventData =>
  trigger.kind === 'event' ? { ...sampleEvent(trigger.event), ...entry } : {};

type Renderers = {
  readonly email: ReturnType<typeof createEmailRenderer>;
  readonly sms: ReturnType<typeof createSmsRenderer>;
};
type Rendering = Parameters<Renderers['email']['render']>[0];

function fill(channel: Channel, renderers: Renderers, request: Rendering): MessagePreview {
  const unfilled = (where: string, reason: string): MessagePreview => ({
    status: 'impossible',
    channel,
    reason: `${where}: ${reason}`,
  });
  if (channel === 'email') {
    const rendering = renderers.email.render(request);
    if (rendering.status === 'rendered') return { status: 'mail', channel, ...rendering.mail };
    if (rendering.status === 'unknown-template')
      return unfilled(request.template, 'the template has no mail');
    const { locale, part, slot = '', reason } = rendering;
    return unfilled([`${request.template}/${locale}, ${part}`, slot].join(' ').trim(), reason);
  }
  const rendering = renderers.sms.render(request);
  if (rendering.status === 'rendered') {
    const { body, locale } = rendering;
    return { status: 'text', channel, body, locale, size: countSmsParts(body) };
  }
  if (rendering.status === 'unknown-template')
    return unfilled(request.template, 'the template has no text message');
  const { locale, slot = '', reason } = rendering;
  return unfilled([`${request.template}/${locale}, sms`, slot].join(' ').trim(), reason);
}

function variablesFor(
  { view, name }: Persona,
  { shop }: CompiledRules,
  offer: Offer,
  event: EventData,
): MessageVariables {
  const { stage, tier, orders, daysSinceLastOrder, topCategory } = view;
  return {
    customer: {
      ...(name !== undefined && { name }),
      stage,
      tier,
      orders,
      ...(daysSinceLastOrder >= 0 && { daysSinceLastOrder }),
    },
    shop: {
      name: shop.name,
      postalAddress: shop.postalAddress,
      ...(shop.website !== undefined && { website: shop.website }),
    },
    offer,
    event,
    recommendations: RECOMMENDED.map((sku) => ({
      sku,
      ...(topCategory !== '' && { category: topCategory }),
    })),
    unsubscribeUrl: 'https://example.com/unsubscribe?token=preview',
  };
}

/** Stand in for what the shop has learned to recommend. */
const RECOMMENDED = ['first-recommended-product', 'second-recommended-product', 'third-recommended-product'];
