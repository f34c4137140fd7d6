import type { Scenario, ScenarioCustomer, ScenarioStep } from '../../app/scenario/scenario.ts';
import { isKnownZone } from '../../domain/calendar/local-day.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Rules } from '../../domain/rules.ts';
import { nearestName } from '../../nearest-name.ts';
import { durationMs } from '../files/duration-text.ts';
import type { HistoryEntry, ScenarioCustomerFile } from '../files/scenario-events.ts';
import { type ScenarioFile, scenarioFileSchema } from '../files/scenario-file.ts';
import type { ShopFolder } from '../read-shop-folder.ts';
import type { ReadFile, ShopProblems } from '../shop-problems.ts';
import type { FieldPath } from '../yaml-file.ts';
import { readEdits } from './read-edits.ts';
import { readExpectation } from './read-expectation.ts';
import { readScenarioEvent, readScenarioProfile } from './read-scenario-event.ts';
import { ScenarioReading } from './scenario-reading.ts';

/** Reads one scenario file and holds it against the shop's rules. Undefined, with the problems added, where something is wrong. */
export function readScenario(
  folder: ShopFolder,
  path: string,
  rules: Rules,
  problems: ShopProblems,
): Scenario | undefined {
  const before = problems.list.length;
  const file = problems.read(path, scenarioFileSchema);
  if (file === undefined) return undefined;
  const { value, yaml } = file;
  const timeZone = readZone(file, rules, problems);
  const running = withoutOthers(rules, value.campaigns);
  const edits = readEdits(folder, file, problems);
  const editions = [...edits.values()];
  const reading = new ScenarioReading(
    { yaml, problems },
    { rules, editions },
    timeZone,
    Object.keys(value.customers),
  );
  value.campaigns?.forEach((name, index) => {
    const names = [rules, ...editions].flatMap(({ campaigns }) => campaigns.map((one) => one.name));
    reading.known(['campaigns', index], 'campaign', name, names);
  });
  const startsAt = reading.instant(['start'], value.start);
  const customers = Object.entries(value.customers).map(([name, customer]) =>
    readCustomer(reading, name, customer, startsAt),
  );
  const steps = readTimeline(reading, value, startsAt, (index) => {
    const edited = edits.get(index);
    return edited && withoutOthers(edited, value.campaigns);
  });
  const lastAt = steps.at(-1)?.at ?? startsAt;
  const endsAt = value.until === undefined ? lastAt : reading.instant(['until'], value.until);
  if (endsAt < lastAt) reading.refuse(['until'], 'the last entry of the timeline is after it');
  const expected = value.expect.map((expectation, index): ScenarioStep => {
    const at = ['expect', index];
    return {
      kind: 'expect',
      at: endsAt,
      place: reading.place(at),
      expectation: readExpectation(reading, at, expectation),
    };
  });
  if (problems.list.length > before) return undefined;
  return {
    file: yaml.file,
    description: value.description,
    startsAt,
    endsAt,
    timeZone,
    rules: running,
    unpublished: steps.flatMap((step) => (step.kind === 'publish' ? [step.campaign] : [])),
    holdout: value.holdout,
    customers,
    timeline: [...steps, ...expected],
  };
}

function readZone({ value, yaml }: ReadFile<ScenarioFile>, rules: Rules, problems: ShopProblems): string {
  const { zone } = value;
  if (zone === undefined || isKnownZone(zone)) return zone ?? rules.shop.timeZone;
  const meant = nearestName(zone, Intl.supportedValuesOf('timeZone'));
  problems.addAt(yaml, ['zone'], `"${zone}" is not an IANA time zone`, meant);
  return rules.shop.timeZone;
}

const withoutOthers = (rules: Rules, names: readonly string[] | undefined): Rules =>
  names === undefined
    ? rules
    : { ...rules, campaigns: rules.campaigns.filter(({ name }) => names.includes(name)) };

function readCustomer(
  reading: ScenarioReading,
  name: string,
  customer: ScenarioCustomerFile,
  startsAt: Instant,
): ScenarioCustomer {
  const path = ['customers', name];
  const arms = Object.entries(customer.arms ?? {});
  for (const [campaign, arm] of arms) readArm(reading, [...path, 'arms', campaign], campaign, arm);
  if (customer.timeZone !== undefined && !isKnownZone(customer.timeZone))
    reading.refuse([...path, 'timeZone'], `"${customer.timeZone}" is not an IANA time zone`);
  const history = customer.history.map((entry, index) => {
    const at = [...path, 'history', index];
    const occurredAt = historyInstant(reading, at, entry, startsAt);
    const frame = { id: `${name}-history-${index + 1}`, occurredAt };
    const read = readScenarioEvent(reading, at, entry, frame);
    if (read.kind !== 'event') throw new TypeError('unreachable: a history has no engagements');
    return read.input;
  });
  history.forEach((input, index) => {
    const previous = history[index - 1];
    if (previous !== undefined && input.occurredAt < previous.occurredAt)
      reading.refuse(
        [...path, 'history', index],
        'this is before the entry above it; put them in order of time',
      );
  });
  const profile = readScenarioProfile(customer, { id: `${name}-profile`, occurredAt: startsAt });
  return { name, isControl: customer.arm === 'control', arms: Object.fromEntries(arms), history, profile };
}

function readArm(reading: ScenarioReading, path: FieldPath, campaign: string, arm: string): void {
  const rules = reading.rules.campaigns.find(({ name }) => name === campaign);
  if (rules === undefined)
    reading.known(
      path,
      'campaign',
      campaign,
      reading.rules.campaigns.map(({ name }) => name),
    );
  else {
    const holdout = rules.holdoutPercent > 0 ? ['holdout'] : [];
    reading.known(path, `arm of ${campaign}`, arm, [...rules.variants.map(({ name }) => name), ...holdout]);
  }
}

function historyInstant(
  reading: ScenarioReading,
  path: FieldPath,
  { ago, at }: HistoryEntry,
  startsAt: Instant,
): Instant {
  if ((ago === undefined) === (at === undefined))
    reading.refuse(path, 'say when it happened: give either "ago" or "at"');
  if (ago !== undefined) return startsAt - durationMs(ago);
  if (at === undefined) return startsAt;
  const instant = reading.instant([...path, 'at'], at);
  if (instant >= startsAt) reading.refuse([...path, 'at'], 'a history ends before the clock starts');
  return instant;
}

function readTimeline(
  reading: ScenarioReading,
  { timeline }: ScenarioFile,
  startsAt: Instant,
  editAt: (index: number) => Rules | undefined,
): ScenarioStep[] {
  let now = startsAt;
  const counts = new Map<string, number>();
  return timeline.flatMap((entry, index): ScenarioStep[] => {
    const path = ['timeline', index];
    const at = timelineInstant(reading, path, entry, now);
    if (at < now) reading.refuse(path, 'this is before the entry above it; put them in order of time');
    now = Math.max(now, at);
    const frame = { at, place: reading.place(path) };
    switch (entry.kind) {
      case 'pause':
      case 'resume':
      case 'stop':
      case 'publish':
        reading.campaign(path, entry.campaign);
        return [{ kind: entry.kind, ...frame, campaign: entry.campaign }];
      case 'edit': {
        const rules = editAt(index);
        return rules === undefined ? [] : [{ kind: 'edit', ...frame, rules }];
      }
      case 'expect':
        return [{ kind: 'expect', ...frame, expectation: readExpectation(reading, path, entry) }];
      default: {
        const customer = reading.customer(path, entry.customer);
        const count = (counts.get(customer) ?? 0) + 1;
        counts.set(customer, count);
        const event = { id: `${customer}-${count}`, occurredAt: at };
        return [{ ...frame, customer, ...readScenarioEvent(reading, path, entry, event) }];
      }
    }
  });
}

function timelineInstant(
  reading: ScenarioReading,
  path: FieldPath,
  { at, after }: { readonly at?: string | undefined; readonly after?: string | undefined },
  now: Instant,
): Instant {
  if (at !== undefined && after !== undefined) reading.refuse(path, 'give "at" or "after", not both');
  if (at !== undefined) return reading.instant([...path, 'at'], at);
  return after === undefined ? now : now + durationMs(after);
}
