import type { CampaignRules, EventPattern, Reentry, Step } from '../../domain/campaign/campaign-rules.ts';
import type { CampaignFile } from '../files/campaign-file.ts';
import { durationMs } from '../files/duration-text.ts';
import { toWeeklyHours } from '../files/weekly-hours.ts';
import { compileSteps, firstOf } from './compile-steps.ts';
import { compileTrigger } from './compile-trigger.ts';
import type { OwnDays } from './own-days.ts';
import { WITHOUT_STEP } from './step-names.ts';

/** The rules of a campaign file that has been checked. Throws RangeError for one that would not have passed. */
export function compileCampaignFile(name: string, file: CampaignFile, ownDays: OwnDays): CampaignRules {
  const { formerNames, description, purpose, audience, exit, priority, holdout, variants, pace = {} } = file;
  const { perMinute, perDay } = pace;
  return {
    name,
    formerNames,
    ...(description !== undefined && { description }),
    purpose,
    ...(file.topic !== undefined && { topic: file.topic }),
    ...(file.onUncertain === 'retry' && { onUncertain: file.onUncertain }),
    trigger: compileTrigger(file.trigger, ownDays),
    ...(audience !== undefined && { audience }),
    ...(exit?.when !== undefined && { exitWhen: exit.when }),
    exitOn: (exit?.on ?? []).map(toPattern),
    reentry: toReentry(file.reentry),
    priority,
    holdoutPercent: holdout,
    variants: variants ?? [],
    conversionDays: file.conversionDays,
    sendHours: file.sendHours.map(toWeeklyHours),
    pace: { ...(perMinute !== undefined && { perMinute }), ...(perDay !== undefined && { perDay }) },
    steps: [
      ...withoutStep(file),
      ...compileSteps(file.steps, undefined, { campaignNames: [name, ...formerNames] }),
    ],
  };
}

/** Whoever does what the trigger must do without leaves at the first step. */
function withoutStep({ trigger, steps }: CampaignFile): Step[] {
  if (trigger.kind !== 'event' || trigger.without === undefined) return [];
  const first = firstOf(steps, undefined);
  const wait: Step = {
    kind: 'wait',
    name: WITHOUT_STEP,
    until: 'event',
    pattern: toPattern(trigger.without),
    withinMs: durationMs(trigger.without.within),
  };
  return [first === undefined ? wait : { ...wait, next: first }];
}

const toPattern = ({
  event,
  when,
}: {
  readonly event: EventPattern['event'];
  readonly when?: string | undefined;
}): EventPattern => (when === undefined ? { event } : { event, when });

function toReentry(reentry: CampaignFile['reentry']): Reentry {
  if (reentry === 'once') return { kind: 'once' };
  if (reentry === 'always') return { kind: 'always' };
  return { kind: 'after', days: reentry.afterDays };
}
