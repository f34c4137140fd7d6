import type { LoggedMessage, LoggedMessages } from './message-log.ts';

/** What another set of files does to one customer's message. */
export type MessageChange = {
  readonly customerId: string;
  readonly campaign: string;
  readonly step: string;
} & (
  | { readonly kind: 'more'; readonly after: LoggedMessage }
  | { readonly kind: 'less'; readonly before: LoggedMessage }
  /** It comes at another time. */
  | { readonly kind: 'moved'; readonly before: LoggedMessage; readonly after: LoggedMessage }
  /** It comes at the same time, through another channel, with another template or another offer. */
  | { readonly kind: 'changed'; readonly before: LoggedMessage; readonly after: LoggedMessage }
);

/**
 * What each customer gets more, less, at another time or otherwise. Messages of one step that come at the same instant are the
 * same message; the rest are paired in order of time. `nameOf` gives the name that a campaign of the earlier files has now.
 */
export function compareMessages(
  before: LoggedMessages,
  after: LoggedMessages,
  nameOf: (campaign: string) => string,
): readonly MessageChange[] {
  const customers = [...new Set([...before.keys(), ...after.keys()])].sort();
  return customers.flatMap((customerId) => {
    const former = (before.get(customerId) ?? []).map((message) => ({
      ...message,
      campaign: nameOf(message.campaign),
    }));
    const steps = bySteps(former, after.get(customerId) ?? []);
    return steps.flatMap(({ campaign, step, earlier, later }) =>
      compareStep(earlier, later).map((change) => ({ customerId, campaign, step, ...change })),
    );
  });
}

interface StepMessages {
  readonly campaign: string;
  readonly step: string;
  readonly earlier: LoggedMessage[];
  readonly later: LoggedMessage[];
}

function bySteps(before: readonly LoggedMessage[], after: readonly LoggedMessage[]): readonly StepMessages[] {
  const steps = new Map<string, StepMessages>();
  const of = ({ campaign, step }: LoggedMessage): StepMessages => {
    const key = `${campaign}/${step}`;
    const known = steps.get(key) ?? { campaign, step, earlier: [], later: [] };
    steps.set(key, known);
    return known;
  };
  for (const message of before) of(message).earlier.push(message);
  for (const message of after) of(message).later.push(message);
  return [...steps.values()];
}

type StepChange =
  | { readonly kind: 'more'; readonly after: LoggedMessage }
  | { readonly kind: 'less'; readonly before: LoggedMessage }
  | { readonly kind: 'moved' | 'changed'; readonly before: LoggedMessage; readonly after: LoggedMessage };

function compareStep(before: readonly LoggedMessage[], after: readonly LoggedMessage[]): StepChange[] {
  const changes: StepChange[] = [];
  const unpaired = [...after];
  const left = before.filter((message) => {
    const found = unpaired.findIndex(({ at }) => at === message.at);
    const [same] = found < 0 ? [] : unpaired.splice(found, 1);
    if (same !== undefined && !isAlike(message, same))
      changes.push({ kind: 'changed', before: message, after: same });
    return same === undefined;
  });
  left.forEach((message, index) => {
    const moved = unpaired[index];
    changes.push(
      moved === undefined
        ? { kind: 'less', before: message }
        : { kind: 'moved', before: message, after: moved },
    );
  });
  for (const message of unpaired.slice(left.length)) changes.push({ kind: 'more', after: message });
  return changes;
}

const isAlike = (one: LoggedMessage, other: LoggedMessage): boolean =>
  one.channel === other.channel &&
  one.template === other.template &&
  JSON.stringify(one.offer ?? {}) === JSON.stringify(other.offer ?? {});
