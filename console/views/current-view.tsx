import type { FetchFailure } from '../fetch-json.ts';
import { useFrame } from '../frame.ts';
import type { Place } from '../location.ts';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { CampaignView } from './campaign-view.tsx';
import { CampaignsView } from './campaigns-view.tsx';
import { CustomersView } from './customers-view.tsx';
import { MailboxView } from './mailbox-view.tsx';
import { MovementView } from './movement-view.tsx';
import { OverviewView } from './overview-view.tsx';
import { PredictionsView } from './predictions-view.tsx';
import { PreviewView } from './preview-view.tsx';
import { SegmentsView } from './segments-view.tsx';
import { StoryView } from './story-view.tsx';
import { TasksView } from './tasks-view.tsx';
import { TemplateView } from './template-view.tsx';
import { TemplatesView } from './templates-view.tsx';

interface CurrentViewProps {
  readonly place: Place;
  readonly overviewFailure: FetchFailure | undefined;
}

/** The view that the address asks for. All wait for the overview: it says the shop's zone and currency. */
export function CurrentView({ place, overviewFailure }: CurrentViewProps) {
  const { overview } = useFrame();
  if (overview === undefined) return overviewFailure ? <Failed failure={overviewFailure} /> : <Loading />;

  const [area, ...rest] = place.path.split('/').filter((part) => part !== '');
  const id = rest.length === 1 ? decodePart(rest[0]) : undefined;
  if (area === undefined) return <OverviewView overview={overview} />;
  if (area === 'segments' && rest.length === 0) return <SegmentsView overview={overview} />;
  if (area === 'movement' && rest.length === 0) return <MovementView />;
  if (area === 'predictions' && rest.length === 0) return <PredictionsView />;
  if (area === 'campaigns' && rest.length === 0) return <CampaignsView />;
  if (area === 'campaigns' && id !== undefined) return <CampaignView key={id} name={id} />;
  if (area === 'preview' && rest.length === 0) return <PreviewView query={place.query} />;
  if (area === 'templates' && rest.length === 0) return <TemplatesView />;
  if (area === 'templates' && id !== undefined)
    return <TemplateView key={id} name={id} query={place.query} />;
  if (area === 'customers' && rest.length === 0) return <CustomersView query={place.query} />;
  if (area === 'customers' && id !== undefined) return <StoryView key={id} customerId={id} />;
  if (area === 'tasks' && rest.length === 0) return <TasksView query={place.query} />;
  if (area === 'mailbox' && rest.length <= 1) return <MailboxView id={id} />;
  return <UnknownPage />;
}

function UnknownPage() {
  const { text } = useFrame();
  return (
    <>
      <ViewTitle title={text.failure.notFound} />
      <Empty title={text.failure.unknownPage}>
        <a href="/">{text.failure.backToOverview}</a>
      </Empty>
    </>
  );
}

function decodePart(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
