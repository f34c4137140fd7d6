import type { CampaignMisses, StepAccount } from '../../shared/app/console/campaign-misses.ts';
import type { HeldOut } from '../../shared/app/console/list-held-out.ts';
import type { Miss } from '../../shared/domain/report/miss.ts';
import { localMinute } from '../local-minute.ts';
import { alignColumns } from '../print-result.ts';

/** Who missed a campaign's messages, and why, and who was kept out for comparison where that was asked, for a person; times are UTC. */
export function missLines(
  { campaign, heldOut, refused, steps, misses, cursor }: CampaignMisses,
  comparison?: readonly HeldOut[],
): string[] {
  const kept = [
    ...(heldOut.holdout > 0 ? [['held out, for comparison', figure(heldOut.holdout)] as const] : []),
    ...(heldOut.control > 0 ? [["in the shop's control group", figure(heldOut.control)] as const] : []),
    ...refused.map(({ reason, count }) => [`not let in: ${reason}`, figure(count)] as const),
  ];
  return [
    `Campaign ${campaign}`,
    ...(kept.length === 0 ? [] : ['', 'Did not enter:', ...alignColumns(kept)]),
    ...(comparison === undefined && heldOut.holdout + heldOut.control > 0
      ? ['  Who was kept out for comparison: add --held-out']
      : []),
    ...(steps.length === 0 ? ['', 'No message has been wanted yet.'] : steps.flatMap(stepLines)),
    ...(misses.length === 0 ? [] : ['', 'Newest first (UTC):', ...misses.map(missLine)]),
    ...(comparison === undefined ? [] : comparisonLines(comparison)),
    ...(cursor === undefined ? [] : ['', `There are more: add --cursor '${cursor}'`]),
  ];
}

const stepLines = ({ step, wanted, sent, waiting, deferred, missed }: StepAccount): string[] => [
  '',
  `Step ${step}: ${figure(wanted)} wanted`,
  ...alignColumns([
    ['sent', figure(sent)],
    ...(waiting > 0 ? [['still waiting', waitingText(waiting, deferred)] as const] : []),
    ...missed.map(({ reason, count }) => [reason, figure(count)] as const),
  ]),
];

function comparisonLines(comparison: readonly HeldOut[]): string[] {
  if (comparison.length === 0) return ['', 'Nobody is on record as kept out for comparison.'];
  const lines = comparison.map(
    ({ at, customerId, group }) => `  ${localMinute(at, 'UTC')}  ${customerId}  ${GROUP[group]}`,
  );
  return [
    '',
    "Kept out for comparison, of each customer's last twenty campaigns, newest first (UTC):",
    ...lines,
  ];
}

const GROUP = { holdout: 'held out', control: "in the shop's control group" } as const;

const waitingText = (waiting: number, deferred: number): string =>
  deferred === 0 ? figure(waiting) : `${figure(waiting)}, of them ${figure(deferred)} for the day's quota`;

const missLine = ({ at, customerId, step, channel, outcome, reason }: Miss): string =>
  `  ${localMinute(at, 'UTC')}  ${customerId}  ${step} by ${channel}: ${outcome}${reason === undefined ? '' : ` (${reason})`}`;

const figure = (count: number): string => count.toLocaleString('en');
