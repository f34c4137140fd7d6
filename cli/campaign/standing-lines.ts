import type { CampaignStanding } from '../../shared/app/campaign/list-controls.ts';
import { exceedanceText } from '../../shared/app/reputation/trouble-line.ts';

/** How the campaigns stand, for a person: a line each, and one below it for the newest broadcast. */
export function standingLines(standings: readonly CampaignStanding[]): string[] {
  if (standings.length === 0)
    return [
      'No campaign is on record: one is within a minute after it was deployed, and locally once the shop was started.',
    ];
  const width = Math.max(...standings.map(({ campaign }) => campaign.length));
  return standings.flatMap((standing) => [
    `${standing.campaign.padEnd(width)}  ${statusText(standing)}`,
    ...(standing.because === undefined
      ? []
      : [`${' '.repeat(width)}  paused by itself: ${exceedanceText(standing.because)}`]),
    ...standing.broadcasts
      .slice(0, 1)
      .map((broadcast) => `${' '.repeat(width)}  ${broadcastText(broadcast)}`),
  ]);
}

function statusText({ status, since, publishedAt }: CampaignStanding): string {
  if (since !== null)
    return status === 'running' ? `runs, resumed ${dateTime(since)}` : `${status} since ${dateTime(since)}`;
  return publishedAt === null ? 'runs' : `runs since ${dateTime(publishedAt)}`;
}

function broadcastText({ occurrence, status, ticked, finishedAt }: CampaignStanding['broadcasts'][number]) {
  const reached = `${ticked.toLocaleString('en')} ${ticked === 1 ? 'customer' : 'customers'} reached`;
  const end = finishedAt === null ? '' : ` ${dateTime(finishedAt)}`;
  return `${occurrence}: ${status}${end}, ${reached}`;
}

const dateTime = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
