import type { Exceedance } from '../../domain/reputation/judge-reputation.ts';
import type { ReputationStanding } from './reputation-standing.ts';

/** What stands against the sending reputation, on one line for the log. Names of campaigns and numbers, nothing of customers. */
export function troubleLine({ shop, campaigns, paused }: ReputationStanding): string {
  const parts = [
    ...shop.map((exceedance) => `all mail: ${exceedanceText(exceedance)}`),
    ...campaigns.flatMap(({ campaign, over }) =>
      over.map((exceedance) => `${campaign}: ${exceedanceText(exceedance)}`),
    ),
    ...(paused.length > 0 ? [`paused for bounces or complaints: ${paused.join(', ')}`] : []),
  ];
  return `The sending reputation is in danger. ${parts.join('; ')}`;
}

/** A rate for a person: "5.2 % of 1,204 mails bounced (pauses at 4 %)". */
export function exceedanceText({ rate, value, threshold, messages }: Exceedance): string {
  const what = rate === 'bounces' ? 'bounced' : 'were complained of';
  return `${percentText(value)} of ${messages.toLocaleString('en')} mails ${what} (from ${percentText(threshold)} on it is too many)`;
}

/** Two digits that count: 4.2 %, 0.081 %. */
const percentText = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;
