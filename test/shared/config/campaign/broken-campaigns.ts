import { isMap, isPair, isScalar, type Pair, parseDocument, type Scalar, visit } from 'yaml';
import { VALID_CAMPAIGNS } from './valid-campaigns.ts';

/** A campaign file with one fault. */
export interface BrokenCampaign {
  readonly campaign: string;
  /** What was put in place of what, for the reader of a failure. */
  readonly fault: string;
  readonly file: string;
  /** Of the fault. */
  readonly line: number;
}

/** Groups in which any field may be. */
const OPEN_GROUPS = ['offer', 'data', 'attributes'];
const CONDITIONS = ['when', 'only', 'audience'];
const DURATIONS = ['for', 'within', 'after', 'expiresAfter'];
const TIMES = ['from', 'to', 'at', 'until'];
const LOCAL_TIMES = ['once', 'start', 'backfill'];
const CLOSED_LISTS = [
  ...['kind', 'event', 'purpose', 'stage', 'tier', 'zone', 'calendar', 'leapDay', 'channel'],
  ...['segment', 'group', 'holiday', 'variant', 'template', 'of', 'date'],
];

const BROKEN_CONDITIONS = [
  'ordesr > 1',
  'orders >',
  'orders',
  'orders = 1',
  'orders > "one"',
  'tier == "middle"',
  '"nobody" in segments',
  'variant == "nobody"',
  'event.nothing == 1',
  'entry.nothing == 1',
  'orders < 0',
  'orders > 3 && orders < 3',
  'stage == "new" && stage in ["lapsed", "active"]',
  'hasEmail && !hasEmail',
  'r > 5 || m > 5',
];

/** What is wrong in place of a field's value; none of it may stand there in any campaign. */
function wrongValues(name: string, value: Scalar): readonly string[] {
  const text = String(value.value);
  if (CONDITIONS.includes(name)) return BROKEN_CONDITIONS.map((condition) => `'${condition}'`);
  if (DURATIONS.includes(name)) return ['7 days', '0d', '5000d', '7'];
  if (TIMES.includes(name)) return ["'25:00'", 'noon', "'9:60'"];
  if (LOCAL_TIMES.includes(name)) return ['2026-02-30T10:00', '2026-11-11', '2026-11-11T10:00Z'];
  if (CLOSED_LISTS.includes(name)) return [`${text}q`];
  if (name === 'name' || name === 'endpoint') return ['Bad Name', '-', "''"];
  if (name === 'cron') return ["'61 10 * * 1'", "'0 10 * *'", "'0 10 31 2 *'"];
  if (name === 'rrule') return ['FREQ=SOMETIMES', 'FREQ=MONTHLY;BYDAY=XX'];
  return typeof value.value === 'number' ? ['-1000000', 'many'] : [];
}

/** Every valid campaign with every fault of these kinds at every place where it can be: one at a time. */
export const brokenCampaigns = (): readonly BrokenCampaign[] =>
  Object.entries(VALID_CAMPAIGNS).flatMap(([campaign, source]) => faultsIn(campaign, source));

function faultsIn(campaign: string, source: string): readonly BrokenCampaign[] {
  const faults: BrokenCampaign[] = [];
  const replace = (node: Scalar, text: string) => {
    const [start, end] = node.range ?? [0, 0];
    faults.push({
      campaign,
      fault: `${source.slice(start, end)} -> ${text}`,
      file: source.slice(0, start) + text + source.slice(end),
      line: source.slice(0, start).split('\n').length,
    });
  };
  visit(parseDocument(source), {
    Pair: (_key, pair, ancestors) => {
      const [name, isOpen] = [nameOf(pair), ancestors.some((node) => isPair(node) && isOpenGroup(node))];
      if (isScalar(pair.key) && !isOpen) replace(pair.key, `${name.slice(0, 1)}q${name.slice(1)}`);
      if (!isScalar(pair.value)) return;
      replace(pair.value, '[[]]');
      if (!isOpen) for (const text of wrongValues(name, pair.value)) replace(pair.value, text);
    },
    Scalar: (_key, item, ancestors) => {
      const holder = ancestors.at(-1);
      // What stands in a list.
      if (!isPair(holder) && !isMap(holder)) replace(item, '[[]]');
    },
  });
  return faults;
}

const nameOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');
const isOpenGroup = (pair: Pair): boolean => OPEN_GROUPS.includes(nameOf(pair));
