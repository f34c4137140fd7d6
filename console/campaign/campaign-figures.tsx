import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import { useFrame } from '../frame.ts';
import { FigureRow } from '../parts/figure-row.tsx';
import { billedNotes } from './billed-notes.ts';
import { totalsOf } from './campaign-totals.ts';

/** The four numbers that one looks at first. */
export function CampaignFigures({ report }: { readonly report: CampaignReport }) {
  const { text, format, overview } = useFrame();
  const currency = overview?.shop.currency ?? 'USD';
  const words = text.campaigns;
  const { entered, heldOut, sent, converted, orders, revenueMinor, cost } = totalsOf(report);
  const figures = [
    {
      name: words.entered,
      value: format.number(entered),
      notes: [
        `${words.heldOut} ${format.number(heldOut)}`,
        `${words.underWay} ${format.number(report.underWay)}`,
      ],
    },
    {
      name: words.converted,
      value: format.number(converted),
      notes: entered === 0 ? [] : [text.campaign.ofEntered(format.percentTenths(converted / entered))],
    },
    {
      name: words.revenue,
      value: format.moneyRounded(revenueMinor, currency),
      notes: [text.campaign.ordersOf(format.number(orders))],
    },
    {
      name: words.cost,
      value: format.shopUnits(cost),
      notes:
        report.costs.length === 0
          ? [`${words.sent} ${format.number(sent)}`]
          : billedNotes(report.costs, text, format),
    },
  ];
  return <FigureRow figures={figures} />;
}
