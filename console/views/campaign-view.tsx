import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import { CampaignAbout } from '../campaign/campaign-about.tsx';
import { CampaignControls } from '../campaign/campaign-controls.tsx';
import { CampaignFigures } from '../campaign/campaign-figures.tsx';
import { CampaignOverTime } from '../campaign/campaign-over-time.tsx';
import { CampaignState } from '../campaign/campaign-state.tsx';
import { Effects } from '../campaign/effects.tsx';
import { Funnel } from '../campaign/funnel.tsx';
import { MissesList } from '../campaign/misses-list.tsx';
import { ReasonLists } from '../campaign/reason-lists.tsx';
import { Uplift } from '../campaign/uplift.tsx';
import { useFrame } from '../frame.ts';
import { MessageReports } from '../parts/message-reports.tsx';
import { Failed, Loading } from '../parts/notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { useFetched } from '../use-fetched.ts';

/** One campaign: what it does, what it came to, whether it works, and whom it did not reach. */
export function CampaignView({ name }: { readonly name: string }) {
  const { text, pollMs } = useFrame();
  const path = `/api/campaigns/${encodeURIComponent(name)}`;
  const { data: report, failure, reload } = useFetched<CampaignReport>(path, pollMs);
  return (
    <>
      <p class="back">
        <a href="/campaigns">{text.campaign.back}</a>
      </p>
      <ViewTitle title={name}>
        {report && (
          <p class="aside">
            <CampaignState status={report.status} since={report.since} />
          </p>
        )}
      </ViewTitle>
      {failure && report === undefined && <Failed failure={failure} onRetry={reload} />}
      {report === undefined && !failure && <Loading />}
      {report && (
        <>
          <CampaignControls campaign={report} onChange={reload} />
          <CampaignFigures report={report} />
          <div class="halves">
            <Funnel report={report} />
            <CampaignAbout report={report} />
          </div>
          {report.status !== 'built-in' && <Uplift report={report} />}
          <CampaignOverTime days={report.days} />
          <MessageReports messages={report.messages} />
          <Effects report={report} />
          <ReasonLists report={report} />
          <MissesList campaign={name} />
        </>
      )}
    </>
  );
}
