import type { CampaignDay } from '../../shared/app/console/campaign-days.ts';
import { fittingUnit, spanOf } from '../chart/bucket-days.ts';
import { ChartsPanel } from '../chart/charts-panel.tsx';
import { useFrame } from '../frame.ts';

/** Past so many days, one by one would be too many to tell apart. */
const DAYS_SHOWN = 62;

/** Entries, messages, conversions and revenue of a campaign by day, week or month. */
export function CampaignOverTime({ days }: { readonly days: readonly CampaignDay[] }) {
  const { text, overview } = useFrame();
  const words = text.campaigns;
  return (
    <ChartsPanel
      title={text.campaign.overTime}
      days={days}
      measures={[
        { name: words.entered, tone: 'person', of: ({ entered }) => entered },
        { name: words.sent, tone: 'mail', of: ({ sent }) => sent },
        { name: words.converted, tone: 'count', of: ({ converted }) => converted },
        {
          name: text.chart.revenue(overview?.shop.currency ?? 'USD'),
          tone: 'money',
          of: ({ revenue }) => revenue,
        },
      ]}
      units={['day', 'week', 'month']}
      fitting={spanOf(days) <= DAYS_SHOWN ? 'day' : fittingUnit(days)}
    />
  );
}
