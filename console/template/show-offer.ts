import type { Offer } from '../../shared/domain/campaign/campaign-rules.ts';

/** Each term of an offer after its name in the campaign's file. */
export const showOffer = (offer: Offer): readonly string[] =>
  Object.entries(offer).map(([name, value]) => `${name} ${value}`);
