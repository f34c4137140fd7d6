import { PerennialError } from '../../perennial-error.ts';
import {
  type CampaignMoment,
  type CampaignScope,
  compileCampaignCondition,
} from '../condition/campaign-condition.ts';
import { isConditionVariable } from '../condition/condition-variables.ts';
import { variablesIn } from '../condition/variables-in.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import type { EventKind } from '../customer/event-data.ts';
import type { SegmentRules } from '../segment/segment-rules.ts';
import type { CampaignRules, EventPattern, Step } from './campaign-rules.ts';
import { type CampaignWindows, campaignWindows } from './campaign-windows.ts';
import { compileDatedTrigger, type DatedTrigger } from './dated-trigger.ts';
import type { SendingRules } from './sending-rules.ts';

const HOUR_MS = 3_600_000;

export interface CompiledCampaign extends CampaignRules {
  /** The name that groups are drawn by: that of the beginning, so that a rename keeps them. */
  readonly drawName: string;
  readonly stepsByName: ReadonlyMap<string, Step>;
  /** What the audience asks of a customer. */
  readonly audienceVariables: readonly (keyof CustomerView)[];
  /** Whether a condition of the campaign holds; a condition that is absent does. */
  readonly holds: (condition: string | undefined, moment: CampaignMoment) => boolean;
  /** Whether an event, at hand as `moment.event`, is meant. */
  readonly matches: (pattern: EventPattern, kind: EventKind, moment: CampaignMoment) => boolean;
  readonly windows: CampaignWindows;
  /** After so long its messages are worth nothing, so nobody whose time has come enters any more. */
  readonly staleAfterMs: number;
  /** When it sets off for everybody at once: its schedule, holiday or backfill. */
  readonly dated: DatedTrigger | undefined;
}

/** Throws `CAMPAIGN.CONDITION` where a condition does not compile; the shop's loader has refused such a file before. */
export function compileCampaign(
  campaign: CampaignRules,
  segments: readonly SegmentRules[],
  sending: SendingRules,
  shopZone: string,
): CompiledCampaign {
  const scope = campaignScope(campaign, segments);
  const compiled = new Map<string, (moment: CampaignMoment) => boolean>();
  const compile = (condition: string | undefined, event?: EventKind): void => {
    if (condition === undefined) return;
    const compilation = compileCampaignCondition(
      condition,
      event === undefined ? scope : { ...scope, event },
    );
    if (!compilation.ok) {
      const message = `A condition of campaign "${campaign.name}" does not compile: ${compilation.message}`;
      throw new PerennialError('CAMPAIGN.CONDITION', { message });
    }
    compiled.set(condition, compilation.evaluate);
  };
  const patterns = eventPatterns(campaign);
  for (const condition of plainConditions(campaign)) compile(condition);
  for (const { when, event } of patterns) compile(when, event);
  const holds: CompiledCampaign['holds'] = (condition, moment) =>
    condition === undefined || compiled.get(condition)?.(moment) === true;
  return {
    ...campaign,
    drawName: campaign.formerNames[0] ?? campaign.name,
    stepsByName: new Map(campaign.steps.map((step) => [step.name, step])),
    audienceVariables: variablesOf(campaign.audience, scope),
    holds,
    matches: ({ event, when }, kind, moment) => isKind(event, kind) && holds(when, moment),
    windows: campaignWindows(campaign, sending),
    staleAfterMs: HOUR_MS * Math.max(...campaign.steps.map(hoursUntilStale)),
    dated: compileDatedTrigger(campaign.trigger, shopZone),
  };
}

/** Who clicks has opened, though images, and with them what tells of openings, may be blocked. */
const isKind = (wanted: EventKind, kind: EventKind): boolean =>
  wanted === kind || (wanted === 'message.opened' && kind === 'message.clicked');

/** What is not a message is worth doing within three days, the default of messages. */
const hoursUntilStale = (step: Step): number => (step.kind === 'send' ? step.expiresAfterHours : 72);

/** What conditions of a campaign may name, except for the event at hand. */
export function campaignScope(
  { trigger, variants }: Pick<CampaignRules, 'trigger' | 'variants'>,
  segments: readonly SegmentRules[],
): CampaignScope {
  return {
    names: { segments: segments.map(({ name }) => name) },
    variants: variants.map(({ name }) => name),
    ...(trigger.kind === 'event' && { entry: trigger.event }),
  };
}

function variablesOf(condition: string | undefined, scope: CampaignScope): readonly (keyof CustomerView)[] {
  const compilation = condition === undefined ? undefined : compileCampaignCondition(condition, scope);
  return compilation?.ok ? variablesIn(compilation.ast).filter(isConditionVariable) : [];
}

function plainConditions({ audience, exitWhen, steps }: CampaignRules): readonly (string | undefined)[] {
  const ofStep = (step: Step): readonly (string | undefined)[] => {
    if (step.kind === 'send') return [step.only, ...step.variations.map(({ when }) => when)];
    return step.kind === 'branch' ? [step.only, ...step.cases.map(({ when }) => when)] : [step.only];
  };
  return [audience, exitWhen, ...steps.flatMap(ofStep)];
}

const eventPatterns = ({ trigger, exitOn, steps }: CampaignRules): readonly EventPattern[] => [
  ...(trigger.kind === 'event' ? [trigger] : []),
  ...exitOn,
  ...steps.flatMap((step) => (step.kind === 'wait' && step.until === 'event' ? [step.pattern] : [])),
];
