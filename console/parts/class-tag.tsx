import type { Stage, Tier } from '../../shared/domain/segment/classes.ts';
import { useFrame } from '../frame.ts';

/** A stage, with the colour that it has everywhere on the page. */
export function StageTag({ stage }: { readonly stage: Stage }) {
  const { text } = useFrame();
  return <span class={`tag stage-${stage}`}>{text.stage[stage]}</span>;
}

export function TierTag({ tier }: { readonly tier: Tier }) {
  const { text } = useFrame();
  return <span class={`tag tier-${tier}`}>{text.tier[tier]}</span>;
}
