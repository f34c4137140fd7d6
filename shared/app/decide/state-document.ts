import * as z from 'zod';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { nonEmpty } from './state/non-empty.ts';
import {
  campaignFields,
  decodeCampaigns,
  encodeCampaigns,
  type StoredCampaigns,
} from './state/stored-campaigns.ts';
import { classFields, decodeClasses, encodeClasses } from './state/stored-classes.ts';
import { decodeFaults, encodeFaults, faultFields } from './state/stored-faults.ts';
import { decodeMessages, encodeMessages, messagesField } from './state/stored-messages.ts';
import { decodeOrders, encodeOrders, orderFields } from './state/stored-orders.ts';
import { decodeProfile, encodeProfile, profileFields } from './state/stored-profile.ts';

/**
 * The customer's state as it is stored (JSON; a key without a value is not written). DynamoDB charges writes by the kilobyte, so orders are tuples, the currency
 * stands once, and what is empty is left out.
 */
const stateDocumentSchema = z.object({
  asOf: z.number(),
  ...classFields,
  ...orderFields,
  ...profileFields,
  ...faultFields,
  messages: messagesField,
  engagedAt: z.number().optional(),
  ...campaignFields,
  cases: z.array(z.string()).optional(),
});

type StateDocument = Omit<z.infer<typeof stateDocumentSchema>, keyof StoredCampaigns> & StoredCampaigns;

/** The keys stand in this order, so that equal states are equal documents. */
export const encodeState = (state: CustomerState): StateDocument => ({
  asOf: state.asOf,
  ...encodeClasses(state),
  ...encodeOrders(state),
  ...encodeProfile(state),
  ...encodeFaults(state),
  messages: encodeMessages(state.messages),
  engagedAt: state.engagedAt,
  ...encodeCampaigns(state),
  cases: nonEmpty([...state.openCases]),
});

/** Throws a ZodError for a document of another shape. */
export function decodeState(customerId: string, body: unknown): CustomerState {
  const document = stateDocumentSchema.parse(body);
  return {
    customerId,
    asOf: document.asOf,
    ...decodeOrders(document),
    ...decodeClasses(document),
    ...decodeProfile(document),
    ...decodeFaults(document),
    messages: decodeMessages(document.messages),
    ...(document.engagedAt !== undefined && { engagedAt: document.engagedAt }),
    ...decodeCampaigns(document),
    openCases: document.cases ?? [],
  };
}
