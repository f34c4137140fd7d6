import { useState } from 'preact/hooks';
import type { CampaignAction } from '../../shared/app/campaign/control-campaign.ts';
import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import { FetchFailure, postJson } from '../fetch-json.ts';
import { useFrame } from '../frame.ts';
import { Failed } from '../parts/notice.tsx';
import { showExceedance } from './show-exceedance.ts';

interface CampaignControlsProps {
  readonly campaign: Pick<CampaignReport, 'name' | 'status' | 'because'>;
  /** Told once the campaign stands otherwise. */
  readonly onChange: () => void;
}

const ACTIONS: Readonly<Record<CampaignReport['status'], readonly CampaignAction[]>> = {
  running: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: ['resume'],
  removed: [],
  'built-in': [],
};

/** Buttons that pause, resume and stop the campaign, and the way to its preview. Stopping throws everybody out, so it is asked about. */
export function CampaignControls({ campaign, onChange }: CampaignControlsProps) {
  const frame = useFrame();
  const { text } = frame;
  const words = text.campaign;
  const [failure, setFailure] = useState<FetchFailure>();
  const [isBusy, setBusy] = useState(false);
  const act = async (action: CampaignAction): Promise<void> => {
    if (action === 'stop' && !confirm(words.confirmStop)) return;
    setBusy(true);
    try {
      await postJson(`/api/campaigns/${encodeURIComponent(campaign.name)}/${action}`);
      setFailure(undefined);
      onChange();
    } catch (error) {
      setFailure(error instanceof FetchFailure ? error : new FetchFailure('OFFLINE', ''));
    }
    setBusy(false);
  };
  const actions = ACTIONS[campaign.status];
  const isOfFiles = actions.length > 0;
  return (
    <>
      <div class="controls">
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            class={action}
            disabled={isBusy}
            onClick={() => void act(action)}
          >
            {words[action]}
          </button>
        ))}
        {isOfFiles && (
          <a href={`/preview?campaign=${encodeURIComponent(campaign.name)}`}>{text.preview.link}</a>
        )}
        {campaign.status === 'paused' && <p class="fine">{words.pauseHint}</p>}
        {campaign.status === 'stopped' && <p class="fine">{words.stopHint}</p>}
      </div>
      {campaign.because && (
        <div class="notice failed guard" role="alert">
          <b>{text.guard.paused}</b>
          <p>{showExceedance(campaign.because, frame)}</p>
          <p>{text.guard.pausedHint}</p>
        </div>
      )}
      {failure && <Failed failure={failure} />}
    </>
  );
}
