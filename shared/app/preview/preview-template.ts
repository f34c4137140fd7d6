import type { CompiledCampaign } from '../../domain/campaign/compiled-campaign.ts';
import { linkParameters } from '../../domain/message/link-parameters.ts';
import type { MessageVariables } from '../../domain/message/message-variables.ts';
import { createEmailRenderer } from '../../domain/message/render-email.ts';
import { createSmsRenderer } from '../../domain/message/render-sms.ts';
import { sampleAttributes } from '../../domain/message/sample-attributes.ts';
import type { Templates } from '../../domain/message/template.ts';
import { nearestName } from '../../nearest-name.ts';
import { PerennialError } from '../../perennial-error.ts';
import { customerVariables } from './customer-variables.ts';
import { fillMessage, type MessagePreview } from './fill-message.ts';
import { listTemplates, type TemplateLine, type TemplateSending } from './list-templates.ts';
import { createPersona } from './persona.ts';
import { personaVariables } from './persona-variables.ts';
import type { PreviewSources } from './preview-sources.ts';
import { sampleEvent } from './sample-event.ts';
import { createTextFinisher } from './text-finisher.ts';

export interface TemplateRequest {
  readonly template: string;
  /** BCP 47; the customer's own, else the shop's, where absent. */
  readonly locale?: string;
  /** Which of the template's `sendings`, counted from 0. */
  readonly sending?: number;
  /** A customer whose data fills it; somebody made up where absent. */
  readonly customer?: string;
  /** Somebody made up of whom nothing is known, not even a name. */
  readonly isStranger?: boolean;
}

export interface TemplatePreview extends TemplateLine {
  /** The language asked for, or else the one that would be sent. */
  readonly locale: string;
  /** The sending whose offer and event fill it; absent for a template that nothing sends. */
  readonly sending?: TemplateSending;
  readonly messages: readonly MessagePreview[];
}

/**
 * Fills one template through each of its channels, with the data of a customer or of somebody made up. Throws
 * `PREVIEW.UNKNOWN_TEMPLATE` and `CONSOLE.UNKNOWN_CUSTOMER`.
 */
export async function previewTemplate(
  request: TemplateRequest,
  sources: PreviewSources,
): Promise<TemplatePreview> {
  const { rules, templates } = sources;
  const line = findTemplate(request.template, sources);
  const sending = line.sendings[request.sending ?? 0] ?? line.sendings[0];
  const campaign = sending && rules.campaignsByName.get(sending.campaign);
  const { variables, locale: own, country } = await valuesOf(request, { line, sending, campaign }, sources);
  const locale = request.locale ?? own;
  const renderers = { email: createEmailRenderer(templates), sms: createSmsRenderer(templates) };
  const finish = createTextFinisher(rules, country, campaign?.purpose !== 'transactional');
  // What no campaign sends may be what asks to confirm a subscription.
  const extra = sending === undefined ? { confirmUrl: 'https://example.com/confirm?token=preview' } : {};
  const messages = line.channels.map((channel) => {
    const sent = { campaign: sending?.campaign ?? 'campaign', step: sending?.step ?? 'step', channel };
    const parameters = linkParameters(rules.shop.links ?? { source: 'preview' }, sent);
    const filled = {
      template: line.name,
      locale,
      fallbackLocale: rules.shop.locale,
      variables: { ...variables, ...extra, linkParameters: parameters },
    };
    return fillMessage(channel, renderers, filled, finish);
  });
  return { ...line, locale, ...(sending !== undefined && { sending }), messages };
}

interface Occasion {
  readonly line: TemplateLine;
  readonly sending: TemplateSending | undefined;
  readonly campaign: CompiledCampaign | undefined;
}

interface PreviewValues {
  readonly variables: MessageVariables;
  readonly locale: string;
  /** ISO 3166-1 alpha-2; empty where not known. */
  readonly country: string;
}

async function valuesOf(
  { customer, isStranger = false }: TemplateRequest,
  { line, sending, campaign }: Occasion,
  sources: PreviewSources,
): Promise<PreviewValues> {
  const { rules } = sources;
  const offer = sending?.offer ?? {};
  const event = campaign?.trigger.kind === 'event' ? sampleEvent(campaign.trigger.event) : {};
  if (customer !== undefined)
    return await customerVariables(customer, { template: line.name, offer, event }, sources);
  const wishes = isStranger
    ? { view: { stage: 'prospect', tier: 'tail' } as const, name: '', entry: {} }
    : { view: { attributes: mentionedIn(sources.templates[line.name]) }, entry: {} };
  const persona = createPersona(campaign ?? NO_CAMPAIGN, rules, wishes);
  const variables = personaVariables(persona, rules, offer, event);
  return {
    variables: isStranger ? { ...variables, recommendations: [] } : variables,
    locale: rules.shop.locale,
    country: '',
  };
}

/** Something for every attribute that the template has a use for, in any language. */
const mentionedIn = (languages: Templates[string] = {}) =>
  sampleAttributes(
    Object.values(languages)
      .flatMap(({ email, sms = '' }) => [...Object.values(email ?? {}), sms])
      .join('\n'),
  );

/** What a persona needs to know of a campaign, for a template that none sends. */
const NO_CAMPAIGN = { trigger: { kind: 'event', event: 'order.placed' }, variants: [] } as const;

function findTemplate(name: string, { rules, templates }: PreviewSources): TemplateLine {
  const lines = listTemplates(templates, rules.compiledCampaigns, rules.consent);
  const found = lines.find((line) => line.name === name);
  if (found !== undefined) return found;
  const meant = nearestName(
    name,
    lines.map((line) => line.name),
  );
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  throw new PerennialError('PREVIEW.UNKNOWN_TEMPLATE', {
    message: `There is no template "${name}".${hint}`,
  });
}
