import type { CampaignRules, Step } from '../../shared/domain/campaign/campaign-rules.ts';
import { changedValues, changeInWords } from './changed-values.ts';
import type { PlannedChange, Standing } from './plan.ts';

/** What a deploy changes about campaigns. `standing` counts the journeys under way, where that is known. */
export function planCampaigns(
  before: readonly CampaignRules[],
  after: readonly CampaignRules[],
  standing?: Standing,
): readonly PlannedChange[] {
  const kept = new Set<string>();
  const changes = after.flatMap((campaign): PlannedChange[] => {
    const names = [campaign.name, ...campaign.formerNames];
    const former = before.find(({ name }) => names.includes(name));
    if (former === undefined)
      return [{ area: 'campaign', name: campaign.name, change: 'new', sentences: newSentences(campaign) }];
    kept.add(former.name);
    return planCampaign(former, campaign, standing);
  });
  const removed = before
    .filter(({ name }) => !kept.has(name))
    .map((campaign): PlannedChange => {
      const count = standing && sum([...(standing.get(campaign.name)?.values() ?? [])]);
      return {
        area: 'campaign',
        name: campaign.name,
        change: 'removed',
        sentences: [
          count === undefined
            ? 'Nobody enters any more, and those who are under way leave.'
            : `Nobody enters any more, and ${journeys(count)} under way ${count === 1 ? 'leaves' : 'leave'}.`,
          'If it was renamed, name the old name in formerNames of the new file: then they go on.',
        ],
        ...(count !== undefined && { leaving: count }),
      };
    });
  return [...changes, ...removed];
}

function newSentences({ trigger, variants, holdoutPercent }: CampaignRules): string[] {
  const groups = [
    ...(holdoutPercent > 0
      ? [`${holdoutPercent} % of those who would enter are held out for comparison.`]
      : []),
    ...(variants.length > 0
      ? [`Variants: ${variants.map(({ name, percent }) => `${name} ${percent} %`).join(', ')}.`]
      : []),
  ];
  return [`${sinceNow(trigger)}`, ...groups];
}

function sinceNow(trigger: CampaignRules['trigger']): string {
  switch (trigger.kind) {
    case 'enters':
      return trigger.backfillAt === undefined
        ? `From the deploy on, those who move into ${trigger.what} "${trigger.name}" enter; those who are in it already do not.`
        : `From the deploy on, those who move into ${trigger.what} "${trigger.name}" enter; those who are in it already at ${trigger.backfillAt.replace('T', ' ')} enter then.`;
    case 'leaves':
      return `From the deploy on, those who leave ${trigger.what} "${trigger.name}" enter; those who have left before do not.`;
    case 'event':
      return `From the deploy on, ${trigger.event} lets in; what happened before does not.`;
    case 'schedule':
    case 'holiday':
      return 'Dates after the deploy count; a date that has passed is not made up for.';
    case 'anniversary':
      return 'Anniversaries after the deploy count; one that has passed is not made up for.';
  }
}

function planCampaign(before: CampaignRules, after: CampaignRules, standing?: Standing): PlannedChange[] {
  const isRenamed = before.name !== after.name;
  const steps = planSteps(before, after, standing);
  const sentences = [
    ...(isRenamed
      ? [
          `Its name was "${before.name}": those who are under way go on, and who entered under that name has entered.`,
        ]
      : []),
    ...triggerSentences(before, after),
    ...fieldSentences(before, after),
    ...steps.sentences,
  ];
  if (sentences.length === 0) return [];
  return [
    {
      area: 'campaign',
      name: after.name,
      change: isRenamed ? 'renamed' : 'changed',
      sentences,
      ...(steps.leaving > 0 && { leaving: steps.leaving }),
    },
  ];
}

const triggerSentences = (before: CampaignRules, after: CampaignRules): string[] =>
  isSame(before.trigger, after.trigger)
    ? []
    : [`Its trigger is another. ${sinceNow(after.trigger)}`, 'Those who are under way go on.'];

/** What a change of each field means; fields that are not here are told apart. */
const MEANING: Readonly<Partial<Record<keyof CampaignRules, string>>> = {
  purpose: 'holds for messages asked for from now on',
  audience: 'asked of those who would enter from now on',
  exitWhen: 'asked before the next step of everybody under way too',
  exitOn: 'holds for everybody under way too',
  reentry: 'counts from the last entry, before the deploy too',
  priority: 'holds for messages asked for from now on',
  holdoutPercent: 'who would enter from now on; those held out by the smaller share are by the greater',
  conversionDays: 'of those who enter from now on',
  sendHours: 'hold for messages asked for from now on',
  pace: 'of dates that start from now on',
};

function fieldSentences(before: CampaignRules, after: CampaignRules): string[] {
  const known = Object.entries(MEANING).flatMap(([field, meaning]) =>
    changedValues(Reflect.get(before, field), Reflect.get(after, field), field).map(
      (change) => `${changeInWords(change)} (${meaning}).`,
    ),
  );
  const variants = isSame(before.variants, after.variants)
    ? []
    : [
        `${changeInWords({ path: 'variants', before: before.variants, after: after.variants })} (those who enter from now on are drawn by it; who enters again may be in another).`,
      ];
  return [...known, ...variants];
}

function planSteps(
  before: CampaignRules,
  after: CampaignRules,
  standing: Standing | undefined,
): { readonly sentences: string[]; readonly leaving: number } {
  const former = new Map(before.steps.map((step) => [step.name, step]));
  const current = new Map(after.steps.map((step) => [step.name, step]));
  const removed = [...former.keys()].filter((name) => !current.has(name));
  const added = [...current.keys()].filter((name) => !former.has(name));
  const names = new Set([before.name, after.name]);
  const at = (name: string): number | undefined =>
    standing && sum([...names].map((campaign) => standing.get(campaign)?.get(name) ?? 0));
  const leaving = removed.map((name) => at(name) ?? 0);
  return {
    leaving: sum(leaving),
    sentences: [
      ...removed.map((name) => removedSentence(name, at(name))),
      ...added.map(
        (name) => `Step "${name}" is new: those who come to it take it, those who are past it do not.`,
      ),
      ...[...current].flatMap(([name, step]) => {
        const was = former.get(name);
        return was === undefined ? [] : stepSentences(was, step, at(name));
      }),
    ],
  };
}

function removedSentence(name: string, count: number | undefined): string {
  if (count === undefined) return `Step "${name}" is gone: those who stand at it leave.`;
  if (count === 0) return `Step "${name}" is gone: nobody stands at it.`;
  const leave =
    count === 1 ? '1 journey that stands at it leaves' : `${journeys(count)} that stand at it leave`;
  return `Step "${name}" is gone: ${leave}.`;
}

function stepSentences(before: Step, after: Step, count: number | undefined): string[] {
  const changes = changedValues(before, after).map((change) => changeInWords(change));
  if (changes.length === 0) return [];
  const waiting =
    before.kind === 'wait' && count !== 0
      ? ` A wait that has begun ends when it was to end${count === undefined ? '' : `: ${journeys(count)}`}.`
      : '';
  return [`Step "${after.name}": ${changes.join('; ')}.${waiting}`];
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const journeys = (count: number): string =>
  count === 1 ? '1 journey' : `${count.toLocaleString('en')} journeys`;
