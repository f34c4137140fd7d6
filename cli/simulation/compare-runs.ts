import { type CampaignTally, sumOf, tallyTotals } from '../../shared/app/simulate/campaign-tally.ts';
import { compareMessages, type MessageChange } from '../../shared/app/simulate/compare-messages.ts';
import type { LoggedMessages } from '../../shared/app/simulate/message-log.ts';
import { increment } from '../../shared/app/simulate/run-counts.ts';

/** A run over the history by one set of files. */
export interface ComparedRun {
  readonly campaigns: readonly CampaignTally[];
  readonly messages: LoggedMessages;
}

/** What the shop's files do to the same history, against those of another revision. */
export interface RunComparison {
  readonly against: string;
  /** Campaigns in which anything differs. */
  readonly campaigns: readonly ComparedCampaign[];
  readonly requested: BeforeAndAfter;
  /** In units of the shop's currency. */
  readonly cost: BeforeAndAfter;
  /** How many get anything else than before. */
  readonly customers: number;
  readonly changes: readonly MessageChange[];
}

interface BeforeAndAfter {
  readonly before: number;
  readonly after: number;
}

interface ComparedCampaign {
  readonly campaign: string;
  readonly entered: BeforeAndAfter;
  readonly cost: BeforeAndAfter;
  readonly steps: readonly (BeforeAndAfter & {
    readonly step: string;
    readonly changes: Readonly<Record<MessageChange['kind'], number>>;
  })[];
}

/** `nameOf` gives the name that a campaign of the other revision has now. */
export function compareRuns(
  against: string,
  before: ComparedRun,
  after: ComparedRun,
  nameOf: (campaign: string) => string,
): RunComparison {
  const changes = compareMessages(before.messages, after.messages, nameOf);
  const former = new Map(before.campaigns.map((tally) => [nameOf(tally.campaign), tally]));
  const current = new Map(after.campaigns.map((tally) => [tally.campaign, tally]));
  const names = [...new Set([...current.keys(), ...former.keys()])];
  const [totalBefore, totalAfter] = [tallyTotals(before.campaigns), tallyTotals(after.campaigns)];
  return {
    against,
    campaigns: names
      .map((name) =>
        compareCampaign(
          name,
          former.get(name),
          current.get(name),
          changes.filter(({ campaign }) => campaign === name),
        ),
      )
      .filter(
        ({ entered, steps }) =>
          entered.before !== entered.after ||
          steps.some((step) => step.before !== step.after || sumOf(step.changes) > 0),
      ),
    requested: { before: totalBefore.requested, after: totalAfter.requested },
    cost: { before: totalBefore.cost, after: totalAfter.cost },
    customers: new Set(changes.map(({ customerId }) => customerId)).size,
    changes,
  };
}

function compareCampaign(
  campaign: string,
  before: CampaignTally | undefined,
  after: CampaignTally | undefined,
  changes: readonly MessageChange[],
): ComparedCampaign {
  const [former, current] = [before, after].map((tally) => tallyTotals(tally === undefined ? [] : [tally]));
  const requested = (tally: CampaignTally | undefined, step: string): number =>
    tally?.steps.find((one) => one.step === step)?.requested ?? 0;
  const steps = [...new Set([...(after?.steps ?? []), ...(before?.steps ?? [])].map(({ step }) => step))];
  return {
    campaign,
    entered: { before: former?.entered ?? 0, after: current?.entered ?? 0 },
    cost: { before: former?.cost ?? 0, after: current?.cost ?? 0 },
    steps: steps.map((step) => ({
      step,
      before: requested(before, step),
      after: requested(after, step),
      changes: countKinds(changes.filter((change) => change.step === step)),
    })),
  };
}

function countKinds(changes: readonly MessageChange[]): Record<MessageChange['kind'], number> {
  const counts = { more: 0, less: 0, moved: 0, changed: 0 };
  for (const { kind } of changes) increment(counts, kind);
  return counts;
}
