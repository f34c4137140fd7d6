import type { CompiledCampaign } from '../../domain/campaign/compiled-campaign.ts';
import type { Instant } from '../../domain/instant.ts';

/** From the earliest zone on earth to the latest, UTC+14 to UTC-12. */
const ZONES_MS = 26 * 3_600_000;

/** The instant after which nobody is to be let into an occurrence that started at `startsAt`: wherever they live, it has grown stale. */
export const worthUntil = ({ dated, staleAfterMs }: CompiledCampaign, startsAt: Instant): Instant =>
  startsAt + (dated?.zone === 'customer' ? ZONES_MS : 0) + staleAfterMs;
