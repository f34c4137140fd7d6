import { type ArmResult, EMPTY_ARM } from '../../domain/experiment/arm-result.ts';
import { SQUARE_UNIT } from '../../domain/report/campaign-counters.ts';
import { isOutcome, type MessageReport, type ReasonCount } from './message-report.ts';

/** What one campaign came to, from its counters. */
export interface CampaignTally {
  /** By arm: variants or "all", "holdout", "control". Values in minor units of the shop's currency. */
  readonly arms: ReadonlyMap<string, ArmResult>;
  /** By step. */
  readonly messages: readonly MessageReport[];
  /** Of those whom the trigger met. */
  readonly refused: readonly ReasonCount[];
  readonly exited: readonly ReasonCount[];
  /** Messages that are paid for, by channel; a text message by its parts. */
  readonly billed: Readonly<Record<string, number>>;
}

type Counters = Readonly<Record<string, number>>;

/** Sorts the counters of a campaign out (see the report area's `campaignCounter`), those under its former names with them. */
export function tallyCampaign(campaign: string, items: readonly Counters[]): CampaignTally {
  const arms = new Map<string, ArmResult>();
  const steps = new Map<string, StepTally>();
  const [refused, exited, billed] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const stepOf = (name: string): StepTally => {
    const step = steps.get(name) ?? emptyStep();
    steps.set(name, step);
    return step;
  };

  for (const [counter, count] of items.flatMap((counters) => Object.entries(counters))) {
    const dot = counter.indexOf('.');
    const [what, subject] = [counter.slice(0, dot), counter.slice(dot + 1)];
    const [name = '', reason = ''] = subject.split('/');
    // Without a reason it was asked for, and delivery found that nothing may go to that address.
    if (isOutcome(what) && reason === '') stepOf(name).outcomes[what] += count;
    else if (what in ARM_FIELD) addToArm(arms, subject, what, count);
    else if (what === 'suppressed' || what === 'deferred') add(stepOf(name)[what], reason, count);
    else if (isStepSum(what)) stepOf(name)[what] += count;
    else if (what === 'refused') add(refused, subject, count);
    else if (what === 'exited') add(exited, subject, count);
    else if (what === 'billed') add(billed, subject, count);
  }

  return {
    arms,
    messages: [...steps.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([step, { revenue, suppressed, deferred, ...tally }]) => ({
        campaign,
        step,
        ...tally,
        revenueMinor: revenue,
        suppressed: mostFirst(suppressed),
        deferred: mostFirst(deferred),
      })),
    refused: mostFirst(refused),
    exited: mostFirst(exited),
    billed: Object.fromEntries(billed),
  };
}

const STEP_SUMS = ['requested', 'opened', 'clicked', 'orders', 'revenue'] as const;
type StepSum = (typeof STEP_SUMS)[number];
const isStepSum = (what: string): what is StepSum => STEP_SUMS.some((sum) => sum === what);

type StepTally = Record<StepSum, number> & {
  readonly outcomes: Record<keyof MessageReport['outcomes'], number>;
  readonly suppressed: Map<string, number>;
  readonly deferred: Map<string, number>;
};

const emptyStep = (): StepTally => ({
  requested: 0,
  opened: 0,
  clicked: 0,
  orders: 0,
  revenue: 0,
  outcomes: {
    sent: 0,
    deferred: 0,
    rejected: 0,
    uncertain: 0,
    expired: 0,
    withdrawn: 0,
    unrenderable: 0,
    suppressed: 0,
  },
  suppressed: new Map(),
  deferred: new Map(),
});

/** Which figure of an arm a counter is, and in what unit. */
const ARM_FIELD: Readonly<Record<string, { readonly field: keyof ArmResult; readonly unit: number }>> = {
  entered: { field: 'customers', unit: 1 },
  converted: { field: 'converted', unit: 1 },
  value: { field: 'value', unit: 1 },
  squares: { field: 'squares', unit: SQUARE_UNIT ** 2 },
};

function addToArm(arms: Map<string, ArmResult>, name: string, what: string, count: number): void {
  const known = ARM_FIELD[what];
  if (known === undefined) return;
  const arm = arms.get(name) ?? EMPTY_ARM;
  arms.set(name, { ...arm, [known.field]: arm[known.field] + count * known.unit });
}

const add = (counts: Map<string, number>, name: string, count: number): void => {
  counts.set(name, (counts.get(name) ?? 0) + count);
};

const mostFirst = (counts: ReadonlyMap<string, number>): readonly ReasonCount[] =>
  [...counts]
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
