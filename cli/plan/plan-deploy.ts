import type { Rules } from '../../shared/domain/rules.ts';
import { changedValues, changeInWords } from './changed-values.ts';
import type { PlannedChange, Standing } from './plan.ts';
import { planCampaigns } from './plan-campaigns.ts';

/** What of a shop a deploy replaces: its rules, and a text for each template by which to tell whether it is the same. */
export interface DeployedFiles {
  readonly rules: Rules;
  readonly templates: ReadonlyMap<string, string>;
}

/** What deploying `after` in the place of `before` changes, campaigns first. */
export function planDeploy(
  before: DeployedFiles,
  after: DeployedFiles,
  standing?: Standing,
): readonly PlannedChange[] {
  return [
    ...planCampaigns(before.rules.campaigns, after.rules.campaigns, standing),
    ...planSegments(before.rules, after.rules),
    ...planTemplates(before.templates, after.templates),
    ...CLASS_RULES.flatMap((part) => planPart('classes', part, before.rules, after.rules, RECLASSIFIED)),
    ...planPart('sending', 'sending', before.rules, after.rules, 'Holds for messages asked for from now on.'),
    ...planPart(
      'experiments',
      'experiments',
      before.rules,
      after.rules,
      'Groups are drawn by it from now on; with another salt, all anew.',
    ),
    ...planPart('shop', 'shop', before.rules, after.rules, 'Holds from the deploy on.'),
  ];
}

const CLASS_RULES = ['rfm', 'tiers', 'lifecycle', 'needs', 'prediction'] as const;

const RECLASSIFIED =
  'Customers are classified by it when they are next looked at; nobody enters a campaign because of that.';

function planPart(
  area: PlannedChange['area'],
  part: (typeof CLASS_RULES)[number] | 'sending' | 'experiments' | 'shop',
  before: Rules,
  after: Rules,
  meaning: string,
): PlannedChange[] {
  const changes = changedValues(before[part], after[part], part);
  if (changes.length === 0) return [];
  const sentences = changes.map((change) => `${changeInWords(change, after.shop.currency)}.`);
  return [{ area, name: part, change: 'changed', sentences: [...sentences, meaning] }];
}

function planSegments(before: Rules, after: Rules): PlannedChange[] {
  const former = new Map(before.segments.map(({ name, condition }) => [name, condition]));
  const current = new Map(after.segments.map(({ name, condition }) => [name, condition]));
  return compareNames(former, current, {
    new: () => ['Customers are in it as soon as they are next looked at.'],
    changed: (name) => [
      `${changeInWords({ path: 'condition', before: former.get(name), after: current.get(name) })}.`,
      'Customers move in and out when they are next looked at.',
    ],
    removed: () => ['Customers leave it when they are next looked at.'],
  }).map((change) => ({ area: 'segment', ...change }));
}

function planTemplates(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): PlannedChange[] {
  return compareNames(before, after, {
    new: () => ['Messages that name it can go out.'],
    changed: () => ['Messages that go out from now on say what it says now, those asked for before too.'],
    removed: () => [
      'A message that was asked for before and has not gone out yet cannot be filled any more.',
    ],
  }).map((change) => ({ area: 'template', ...change }));
}

type Words = Readonly<Record<'new' | 'changed' | 'removed', (name: string) => readonly string[]>>;

function compareNames(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  words: Words,
): readonly Omit<PlannedChange, 'area'>[] {
  const names = [...new Set([...after.keys(), ...before.keys()])];
  return names.flatMap((name) => {
    if (before.get(name) === after.get(name)) return [];
    const change = !before.has(name) ? 'new' : !after.has(name) ? 'removed' : 'changed';
    return [{ name, change, sentences: words[change](name) } as const];
  });
}
