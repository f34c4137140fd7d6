import type { CampaignMisses, StepAccount } from '../../shared/app/console/campaign-misses.ts';
import type { Miss } from '../../shared/domain/report/miss.ts';
import { localMinute } from '../local-minute.ts';
import { alignColumns } from '../print-result.ts';

/** Who missed a campaign's messages, and why, for a person; times are UTC. */
export function missLines({ campaign, heldOut, refused, steps, misses, cursor }: CampaignMisses): string[] {
  const kept = [
    ...(heldOut.holdout > 0 ? [['held out, for comparison', figure(heldOut.holdout)] as const] : []),
    ...(heldOut.control > 0 ? [["in the shop's control group", figure(heldOut.control)] as const] : []),
    ...refused.map(({ reason, count }) => [`not let in: ${reason}`, figure(count)] as const),
  ];
  return [
    `Campaign ${campaign}`,
    ...(kept.length === 0 ? [] : ['', 'Did not enter:', ...alignColumns(kept)]),
    ...(steps.length === 0 ? ['', 'No message has been wanted yet.'] : steps.flatMap(stepLines)),
    ...(misses.length === 0 ? [] : ['', 'Newest first (UTC):', ...misses.map(missLine)]),
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

const waitingText = (waiting: number, deferred: number): string =>
  deferred === 0 ? figure(waiting) : `${figure(waiting)}, of them ${figure(deferred)} for the day's quota`;

const missLine = ({ at, customerId, step, channel, outcome, reason }: Miss): string =>
  `  ${localMinute(at, 'UTC')}  ${customerId}  ${step} by ${channel}: ${outcome}${reason === undefined ? '' : ` (${reason})`}`;

const figure = (count: number): string => count.toLocaleString('en');
