import type { Offer, SendStep } from '../../domain/campaign/campaign-rules.ts';
import type { CompiledCampaign } from '../../domain/campaign/compiled-campaign.ts';
import { contentFor } from '../../domain/campaign/send-message.ts';
import { momentOf } from '../../domain/campaign/situation.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { EventData } from '../../domain/customer/event-data.ts';
import { unknownCustomer } from '../../domain/customer/unknown-customer.ts';
import { linkParameters } from '../../domain/message/link-parameters.ts';
import { createEmailRenderer } from '../../domain/message/render-email.ts';
import { createSmsRenderer } from '../../domain/message/render-sms.ts';
import type { Templates } from '../../domain/message/template.ts';
import { nearestName } from '../../nearest-name.ts';
import { PerennialError } from '../../perennial-error.ts';
import { fillMessage, type MessagePreview } from './fill-message.ts';
import { parsePersona } from './parse-persona.ts';
import { createPersona, type Persona } from './persona.ts';
import { personaVariables } from './persona-variables.ts';
import { sampleEvent } from './sample-event.ts';
import { createTextFinisher } from './text-finisher.ts';

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
  const finish = createTextFinisher(rules, persona.view.country, campaign.purpose === 'promotional');
  const preview = (step: SendStep): StepPreview => {
    const { channels, template, offer } = contentFor(nobody, journey, campaign, step, situation);
    const variation = step.variations.find(({ when }) => campaign.holds(when, moment))?.when;
    const variables = personaVariables(persona, rules, offer, entry);
    return {
      step: step.name,
      ...(step.only !== undefined && {
        only: { condition: step.only, holds: campaign.holds(step.only, moment) },
      }),
      ...(variation !== undefined && { variation }),
      template,
      offer,
      messages: channels.map((channel) =>
        fillMessage(
          channel,
          renderers,
          {
            template,
            locale: persona.view.locale,
            fallbackLocale: rules.shop.locale,
            variables: {
              ...variables,
              linkParameters: linkParameters(rules.shop.links ?? { source: 'preview' }, {
                campaign: campaign.name,
                step: step.name,
                channel,
                variant: persona.variant,
              }),
            },
          },
          finish,
        ),
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
