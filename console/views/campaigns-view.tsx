import type { CampaignLine } from '../../shared/app/console/read-campaigns.ts';
import { CampaignState } from '../campaign/campaign-state.tsx';
import { DeliverabilityBanner } from '../campaign/deliverability-banner.tsx';
import { useFrame } from '../frame.ts';
import { EndpointTable } from '../parts/endpoint-table.tsx';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { ReplyFigures } from '../parts/reply-figures.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { useFetched } from '../use-fetched.ts';

/** Every campaign, how it stands and what it came to. */
export function CampaignsView() {
  const { text, pollMs } = useFrame();
  const words = text.campaigns;
  const { data, failure, reload } = useFetched<{ campaigns: readonly CampaignLine[] }>(
    '/api/campaigns',
    pollMs,
  );
  return (
    <>
      <ViewTitle title={words.title}>
        <p class="aside">
          <a href="/templates">{text.templates.link}</a>
        </p>
      </ViewTitle>
      <DeliverabilityBanner />
      {failure && data === undefined && <Failed failure={failure} onRetry={reload} />}
      {data === undefined && !failure && <Loading />}
      {data?.campaigns.length === 0 && <Empty>{words.empty}</Empty>}
      {data !== undefined && data.campaigns.length > 0 && (
        <>
          <section class="panel flush">
            <CampaignTable campaigns={data.campaigns} />
          </section>
          <p class="fine">{words.revenueHint}</p>
        </>
      )}
      <ReplyFigures />
      <EndpointTable />
    </>
  );
}

function CampaignTable({ campaigns }: { readonly campaigns: readonly CampaignLine[] }) {
  const { text, format, overview } = useFrame();
  const words = text.campaigns;
  const currency = overview?.shop.currency ?? 'USD';
  return (
    <table class="rows campaigns">
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.state}</th>
          <th scope="col" class="number wide">
            {words.entered}
          </th>
          <th scope="col" class="number wide">
            {words.heldOut}
          </th>
          <th scope="col" class="number">
            {words.sent}
          </th>
          <th scope="col" class="number wide">
            {words.converted}
          </th>
          <th scope="col" class="number">
            {words.revenue}
          </th>
          <th scope="col" class="number wide">
            {words.cost}
          </th>
        </tr>
      </thead>
      <tbody>
        {campaigns.map(({ name, description, status, since, ...figures }) => (
          <tr key={name}>
            <th scope="row">
              <a href={`/campaigns/${encodeURIComponent(name)}`}>{name}</a>
              {description !== undefined && <small class="campaign-note wide">{description}</small>}
            </th>
            <td>
              <CampaignState status={status} since={since} />
            </td>
            <td class="number wide">{format.number(figures.entered)}</td>
            <td class="number wide">{format.number(figures.heldOut)}</td>
            <td class="number">{format.number(figures.sent)}</td>
            <td class="number wide">{format.number(figures.converted)}</td>
            <td class="number">{format.moneyRounded(figures.revenueMinor, currency)}</td>
            <td class="number wide">{format.shopUnits(figures.cost)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
