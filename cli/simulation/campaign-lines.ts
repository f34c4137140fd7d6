import {
  type CampaignTally,
  type StepTally,
  sumOf,
  tallyTotals,
} from '../../shared/app/simulate/campaign-tally.ts';
import { alignTable } from '../print-result.ts';
import { showMoney } from '../show-money.ts';
import { showCost } from './show-cost.ts';

/** What campaigns came to, for a person: a table of campaigns and their steps, and why messages were not sent. */
export function campaignLines(campaigns: readonly CampaignTally[], currency: string): string[] {
  if (campaigns.length === 0) return ['Campaigns: the shop has none.'];
  const totals = tallyTotals(campaigns);
  const rows = [
    HEADER,
    ...campaigns.flatMap((campaign) => campaignRows(campaign, currency)),
    figures('all', totals, currency),
  ];
  const reasons = campaigns.flatMap(reasonLines);
  return ['Campaigns:', ...alignTable(rows), ...(reasons.length === 0 ? [] : ['', 'Why not:', ...reasons])];
}

const HEADER = [
  '',
  'entered',
  'held out',
  'requested',
  'not sent',
  'deferred',
  'orders',
  'attributed',
  'cost',
];

interface Figures {
  readonly entered?: number;
  readonly heldOut?: number;
  readonly requested: number;
  readonly suppressed: number;
  readonly deferred: number;
  readonly attributedOrders: number;
  readonly attributedMinor: number;
  readonly cost: number;
}

function campaignRows(campaign: CampaignTally, currency: string): string[][] {
  const [only] = campaign.steps;
  const rows = campaign.steps.length === 1 && only !== undefined ? [] : campaign.steps;
  return [
    figures(campaign.campaign, tallyTotals([campaign]), currency),
    ...rows.map((step) => figures(`  ${step.step}`, stepFigures(step), currency)),
  ];
}

const stepFigures = (step: StepTally): Figures => ({
  ...step,
  suppressed: sumOf(step.suppressed),
  deferred: sumOf(step.deferred),
});

const figures = (name: string, of: Figures, currency: string): string[] => [
  name,
  of.entered?.toLocaleString('en') ?? '',
  of.heldOut?.toLocaleString('en') ?? '',
  of.requested.toLocaleString('en'),
  of.suppressed.toLocaleString('en'),
  of.deferred.toLocaleString('en'),
  of.attributedOrders.toLocaleString('en'),
  showMoney(of.attributedMinor, currency),
  showCost(of.cost, currency),
];

function reasonLines({ campaign, refused, steps }: CampaignTally): string[] {
  const entry = listed(refused);
  const perStep = steps.flatMap(({ step, suppressed, deferred }) => {
    const notSent = listed(suppressed);
    const held = listed(deferred);
    return [
      ...(notSent === '' ? [] : [`  ${campaign}/${step}: not sent: ${notSent}`]),
      ...(held === '' ? [] : [`  ${campaign}/${step}: deferred: ${held}`]),
    ];
  });
  return [...(entry === '' ? [] : [`  ${campaign}: not entered: ${entry}`]), ...perStep];
}

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([reason, count]) => `${reason} ${count.toLocaleString('en')}`)
    .join(', ');
