import type { Deliverability } from '../../shared/app/reputation/read-deliverability.ts';
import { useFrame } from '../frame.ts';
import { useFetched } from '../use-fetched.ts';
import { showExceedance } from './show-exceedance.ts';

/** What stands against the sending reputation, and how far a warm-up is; nothing where all is well. */
export function DeliverabilityBanner() {
  const frame = useFrame();
  const { text, format, pollMs } = frame;
  const words = text.guard;
  const { data } = useFetched<Deliverability>('/api/deliverability', pollMs);
  if (data === undefined) return null;
  const { reputation, warmUp } = data;
  const { shop, campaigns, paused } = reputation;
  return (
    <>
      {shop.length + campaigns.length + paused.length > 0 && (
        <div class="notice failed guard" role="alert">
          <b>{words.title}</b>
          {shop.map((exceedance) => (
            <p key={exceedance.rate}>
              {words.allMail} {showExceedance(exceedance, frame)}
            </p>
          ))}
          {campaigns.map(({ campaign, over }) => (
            <p key={campaign}>
              <a href={`/campaigns/${encodeURIComponent(campaign)}`}>{campaign}</a>:{' '}
              {over.map((exceedance) => showExceedance(exceedance, frame)).join(' ')}
            </p>
          ))}
          {paused.map((campaign) => (
            <p key={campaign}>
              <a href={`/campaigns/${encodeURIComponent(campaign)}`}>{campaign}</a>: {words.paused}
            </p>
          ))}
        </div>
      )}
      {warmUp && (
        <p class="fine warm-up">
          {words.warmUp(format.number(warmUp.day), format.number(warmUp.left), format.number(warmUp.mails))}
        </p>
      )}
    </>
  );
}
