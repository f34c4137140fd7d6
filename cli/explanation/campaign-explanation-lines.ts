import type { CampaignDecision } from '../../shared/app/explain/campaign-decisions.ts';
import type { CampaignExplanation } from '../../shared/app/explain/explain-campaign.ts';
import { factLine } from '../fact-line.ts';
import { localMinute } from '../local-minute.ts';
import { prospectLines } from './prospect-lines.ts';

/** Why a customer did or did not get a campaign, for a person; times are UTC. */
export function campaignExplanationLines(explanation: CampaignExplanation): string[] {
  const { customerId, campaign, description, asOf, decisions, journeys, prospect } = explanation;
  return [
    `Customer ${customerId}, campaign ${campaign}${description === undefined ? '' : `: ${description}`}`,
    '',
    ...(decisions.length === 0
      ? ['Nothing has been decided yet: its trigger has never met this customer.']
      : ['What was decided (UTC):', ...decisions.map((decision) => `  ${decisionLine(decision)}`)]),
    ...(journeys.length === 0 ? [] : ['', 'Under way:']),
    ...journeys.map(({ occurrence, step, until, held, phase }) => {
      const where = phase === 'booked' ? 'is to begin' : `stands at ${step}`;
      const waiting = held === undefined ? '' : `, held back (${held.reason}) since ${timeOf(held.since)}`;
      return `  ${occurrence}: ${where}, goes on ${timeOf(until)}${waiting}`;
    }),
    '',
    `How an entry would stand as of ${timeOf(asOf)}:`,
    ...prospectLines(prospect),
  ];
}

function decisionLine(decision: CampaignDecision): string {
  if (decision.kind === 'decided') {
    const { fact } = decision;
    return `${timeOf(decision.at)}  ${factLine(fact, timeOf)}`;
  }
  const { at, step, channel, status, reason } = decision;
  return `${timeOf(at)}  delivery of ${step} by ${channel}: ${status}${reason === undefined ? '' : ` (${reason})`}`;
}

const timeOf = (at: number): string => localMinute(at, 'UTC');
