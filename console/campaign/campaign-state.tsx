import type { CampaignLine } from '../../shared/app/console/read-campaigns.ts';
import { useFrame } from '../frame.ts';

/** Whether a campaign runs, and since when it does not. */
export function CampaignState({ status, since }: Pick<CampaignLine, 'status' | 'since'>) {
  const { text, format } = useFrame();
  const isHalted = status === 'paused' || status === 'stopped';
  return (
    <>
      <span class={`tag status-${status}`}>{text.campaigns.status[status]}</span>
      {isHalted && since !== null && (
        <small class="halted">{text.campaigns.since(format.dateTime(since))}</small>
      )}
    </>
  );
}
