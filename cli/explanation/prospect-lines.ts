import type { ConditionPart } from '../../shared/app/explain/condition-parts.ts';
import type { CampaignProspect, TriggerProspect } from '../../shared/app/explain/why-not-now.ts';
import { exceedanceText } from '../../shared/app/reputation/trouble-line.ts';
import type { Channel } from '../../shared/domain/channel.ts';
import { localMinute } from '../local-minute.ts';
import { alignColumns } from '../print-result.ts';

/** What speaks for an entry, and what against it. */
export function prospectLines(prospect: CampaignProspect): string[] {
  const { audience, isInAudience, arm, unreachable } = prospect;
  return [
    ...alignColumns([
      ['campaign', campaignText(prospect)],
      ['trigger', triggerText(prospect.trigger)],
      [
        'audience',
        audience.length === 0 ? 'everybody' : isInAudience ? 'includes them' : 'does not include them',
      ],
    ]),
    ...audience.map(partLine),
    ...alignColumns([
      ['entries', reentryText(prospect)],
      ['group', GROUPS[arm] ?? (arm === 'all' ? 'gets it' : `gets it, variant ${arm}`)],
      ...Object.entries(unreachable).map(
        ([channel, reason]) => [channel, `cannot be used: ${UNUSABLE[reason]}`] as const,
      ),
    ]),
  ];
}

const UNUSABLE: Readonly<Record<CampaignProspect['unreachable'][Channel] & string, string>> = {
  'no-consent': 'no consent',
  'topic-off': 'the customer has its topic off',
  'no-address': 'no address',
  suppressed: 'nothing goes to the address any more',
  unengaged: 'no opening, click, order or consent for too long (sunset in delivery.yaml)',
};

const GROUPS: Readonly<Record<string, string>> = {
  control: "does not get it: in the shop's control group",
  holdout: 'does not get it: held out for comparison',
};

function campaignText({ isPublished, publishedAt, halt }: CampaignProspect): string {
  if (halt !== undefined) {
    const since = `${halt.kind} since ${timeOf(halt.from)}`;
    return halt.because === undefined ? since : `${since}, by itself: ${exceedanceText(halt.because)}`;
  }
  if (!isPublished)
    return publishedAt === undefined
      ? 'not published yet: it is within a minute after a deploy'
      : `not published before ${timeOf(publishedAt)}`;
  return publishedAt === undefined
    ? 'runs'
    : `runs since ${timeOf(publishedAt)}; what came before is not made up for`;
}

function triggerText(trigger: TriggerProspect): string {
  switch (trigger.kind) {
    case 'enters':
      return trigger.isIn
        ? `waits for a move into ${trigger.what} "${trigger.name}"; the customer is in it already, and would have to come into it anew`
        : `waits for a move into ${trigger.what} "${trigger.name}"; ${standing(trigger.current)}`;
    case 'leaves':
      return trigger.isIn
        ? `waits for a move out of ${trigger.what} "${trigger.name}", where the customer is`
        : `waits for a move out of ${trigger.what} "${trigger.name}"; ${standing(trigger.current)}`;
    case 'event':
      return `waits for ${trigger.event}${trigger.when === undefined ? '' : ` where ${trigger.when}`}`;
    case 'dated':
      return trigger.nextAt === undefined
        ? 'has no date to come'
        : `next date: who takes part is settled ${timeOf(trigger.nextAt)}`;
    case 'anniversary':
      return trigger.nextAt === undefined
        ? 'the customer has no such day'
        : `the customer's next day comes ${timeOf(trigger.nextAt)}`;
  }
}

const standing = (current: string): string =>
  current === '' ? 'the customer is in none' : `the customer is in "${current}"`;

function partLine({ condition, holds, values }: ConditionPart): string {
  const looked = Object.entries(values).map(([name, value]) => `${name} ${value}`);
  return `    ${holds ? 'yes' : 'NO '}  ${condition}${looked.length === 0 ? '' : `  (${looked.join(', ')})`}`;
}

function reentryText({ reentry }: CampaignProspect): string {
  if (reentry === undefined) return 'none that stands in the way';
  const { lastEnteredAt, mayEnterFrom } = reentry;
  if (mayEnterFrom !== undefined && lastEnteredAt !== undefined)
    return `entered ${timeOf(lastEnteredAt)}; again from ${timeOf(mayEnterFrom)} at the earliest`;
  return lastEnteredAt === undefined
    ? 'still under way'
    : `entered ${timeOf(lastEnteredAt)}, and nobody enters twice, or while under way`;
}

const timeOf = (at: number): string => localMinute(at, 'UTC');
