import * as z from 'zod';
import type { CustomerState, Exposure, Journey } from '../../../domain/customer/customer-state.ts';
import { nonEmpty } from './non-empty.ts';
import { nonEmptyRecord } from './non-empty-record.ts';

const journeySchema = z.object({
  campaign: z.string(),
  occurrence: z.string(),
  enteredAt: z.number(),
  phase: z.enum(['booked', 'ready', 'waiting']),
  step: z.string(),
  until: z.number(),
  variant: z.string().optional(),
  entry: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
  held: z.object({ since: z.number(), reason: z.enum(['quiet', 'capped', 'case']) }).optional(),
});

/** Campaign, occurrence, arm, from, until; then, where they bought, orders and their value. */
const exposureTuple = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.number(),
  z.number(),
  z.number().optional(),
  z.number().optional(),
]);

/** The customer's ways through campaigns. */
export const campaignFields = {
  journeys: z.array(journeySchema).optional(),
  /** By campaign, the last entry. */
  entries: z.record(z.string(), z.number()).optional(),
  exposures: z.array(exposureTuple).optional(),
};

const campaignsSchema = z.object(campaignFields);

type ReadCampaigns = z.infer<typeof campaignsSchema>;
/** As decoded, what is absent may be undefined; as written, it is not there. */
export type StoredCampaigns = Omit<ReadCampaigns, 'journeys'> & {
  readonly journeys?: readonly Journey[] | undefined;
};
type Campaigns = Pick<CustomerState, 'journeys' | 'entries' | 'exposures'>;

/** Entries by name, journeys and exposures in their order. */
export const encodeCampaigns = ({ journeys, entries, exposures }: Campaigns): StoredCampaigns => ({
  journeys: nonEmpty(journeys.map(encodeJourney)),
  entries: nonEmptyRecord(entries),
  exposures: nonEmpty(exposures.map(encodeExposure)),
});

/** The reverse; what is absent is empty. */
export const decodeCampaigns = ({
  journeys = [],
  entries = {},
  exposures = [],
}: ReadCampaigns): Campaigns => ({
  journeys: journeys.map(decodeJourney),
  entries,
  exposures: exposures.map(decodeExposure),
});

/** Fields in order, so that equal states are equal documents. */
const encodeJourney = (journey: Journey): Journey => ({
  campaign: journey.campaign,
  occurrence: journey.occurrence,
  enteredAt: journey.enteredAt,
  phase: journey.phase,
  step: journey.step,
  until: journey.until,
  ...(journey.variant !== undefined && { variant: journey.variant }),
  ...(journey.entry !== undefined && { entry: journey.entry }),
  ...(journey.held !== undefined && { held: journey.held }),
});

/** What is read lacks what is absent, rather than having it undefined. */
const decodeJourney = ({ variant, entry, held, ...journey }: z.infer<typeof journeySchema>): Journey => ({
  ...journey,
  ...(variant !== undefined && { variant }),
  ...(entry !== undefined && { entry }),
  ...(held !== undefined && { held }),
});

const encodeExposure = (exposure: Exposure): z.infer<typeof exposureTuple> => {
  const { campaign, occurrence, arm, at, until, orders, valueMinor } = exposure;
  return orders === 0
    ? [campaign, occurrence, arm, at, until]
    : [campaign, occurrence, arm, at, until, orders, valueMinor];
};

const decodeExposure = ([campaign, occurrence, arm, at, until, orders = 0, valueMinor = 0]: z.infer<
  typeof exposureTuple
>): Exposure => ({ campaign, occurrence, arm, at, until, orders, valueMinor });
