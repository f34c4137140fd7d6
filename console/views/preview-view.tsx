import { useRef } from 'preact/hooks';
import type { CampaignLine } from '../../shared/app/console/read-campaigns.ts';
import type { CampaignPreview } from '../../shared/app/preview/preview-campaign.ts';
import { useFrame } from '../frame.ts';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { choiceOf, type PreviewChoice, previewSource } from '../preview/preview-path.ts';
import { PreviewPickers } from '../preview/preview-pickers.tsx';
import { PreviewStep } from '../preview/preview-step.tsx';
import { useFetched } from '../use-fetched.ts';

/** What a campaign would send to somebody made up: its mails, as text too, and its text messages. */
export function PreviewView({ query }: { readonly query: URLSearchParams }) {
  const { text } = useFrame();
  const words = text.preview;
  const { data, failure, reload } = useFetched<{ campaigns: readonly CampaignLine[] }>('/api/campaigns');
  const names = data?.campaigns.map(({ name }) => name) ?? [];
  const chosen = choiceOf(query);
  const campaign = chosen.campaign ?? names[0];
  return (
    <>
      <ViewTitle title={words.title}>
        <p class="aside">{words.note}</p>
      </ViewTitle>
      {failure && data === undefined && <Failed failure={failure} onRetry={reload} />}
      {data === undefined && !failure && <Loading />}
      {data !== undefined &&
        (campaign === undefined ? (
          <Empty>{words.none}</Empty>
        ) : (
          <Previewed key={campaign} choice={{ ...chosen, campaign }} campaigns={names} />
        ))}
    </>
  );
}

interface PreviewedProps {
  readonly choice: PreviewChoice & { readonly campaign: string };
  readonly campaigns: readonly string[];
}

function Previewed({ choice, campaigns }: PreviewedProps) {
  const words = useFrame().text.preview;
  const { data, failure, reload } = useFetched<CampaignPreview>(previewSource(choice));
  // The last one stays until the next has come, so that nothing jumps under the reader's hand.
  const last = useRef<CampaignPreview>(undefined);
  if (data !== undefined) last.current = data;
  const preview = failure ? undefined : last.current;
  return (
    <>
      <PreviewPickers choice={choice} campaigns={campaigns} preview={last.current} />
      {failure && <Failed failure={failure} onRetry={reload} />}
      {preview === undefined && !failure && <Loading />}
      {preview?.isInAudience === false && <p class="aside">{words.outside}</p>}
      {preview?.steps.length === 0 && <Empty>{words.sendsNothing}</Empty>}
      {preview?.steps.map((step) => (
        <PreviewStep
          key={step.step}
          step={step}
          html={previewSource({ ...choice, step: step.step }, '/html')}
        />
      ))}
    </>
  );
}
