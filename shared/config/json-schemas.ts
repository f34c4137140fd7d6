import * as z from 'zod';
import { customerExportSchema } from '../contracts/customer-export.ts';
import { shopEventSchema } from '../contracts/shop-event.ts';
import { calendarFileSchema } from './files/calendar-file.ts';
import { calibrationFileSchema } from './files/calibration-file.ts';
import { campaignFileSchema } from './files/campaign-file.ts';
import { deliveryFileSchema } from './files/delivery-file.ts';
import { endpointsFileSchema } from './files/endpoints-file.ts';
import { experimentsFileSchema } from './files/experiments-file.ts';
import { lifecycleFileSchema } from './files/lifecycle-file.ts';
import { needsFileSchema } from './files/needs-file.ts';
import { retentionFileSchema } from './files/retention-file.ts';
import { rfmFileSchema } from './files/rfm-file.ts';
import { scenarioFileSchema } from './files/scenario-file.ts';
import { segmentsFileSchema } from './files/segments-file.ts';
import { sendingFileSchema } from './files/sending-file.ts';
import { shopFileSchema } from './files/shop-file.ts';
import { smsFileSchema } from './files/sms-file.ts';
import { sharedStringsFileSchema, stringsFileSchema } from './files/strings-file.ts';
import { tiersFileSchema } from './files/tiers-file.ts';
import { topicsFileSchema } from './files/topics-file.ts';

/** Folder within a shop's that its files point their editors to: `.schemas/campaign.json` and so on. */
export const SCHEMA_FOLDER = '.schemas';

const SCHEMAS = {
  shop: [shopFileSchema, 'shop.yaml: who the shop is, and what it counts in'],
  rfm: [rfmFileSchema, 'rfm.yaml: recency, frequency and monetary scores'],
  tiers: [tiersFileSchema, 'tiers.yaml: value tiers and frequency classes'],
  lifecycle: [lifecycleFileSchema, "lifecycle.yaml: the stages of a customer's life"],
  needs: [needsFileSchema, 'needs.yaml: how price and novelty needs are read off what customers bought'],
  calibration: [calibrationFileSchema, 'calibration.yaml: what is learned and predicted, and how'],
  segments: [segmentsFileSchema, "segments.yaml: the shop's own segments"],
  campaign: [campaignFileSchema, 'campaigns/*.yaml: one campaign'],
  sending: [sendingFileSchema, 'sending.yaml: quiet hours, frequency caps and what messages cost'],
  delivery: [deliveryFileSchema, 'delivery.yaml: what keeps mail arriving'],
  sms: [smsFileSchema, 'sms.yaml: how text messages are written, when they may go by law, what they cost'],
  topics: [topicsFileSchema, 'topics.yaml: what customers turn on and off, and confirm'],
  experiments: [experimentsFileSchema, 'experiments.yaml: how campaigns are compared'],
  endpoints: [endpointsFileSchema, 'endpoints.yaml: the systems that campaigns tell'],
  retention: [retentionFileSchema, 'retention.yaml: for how long what is written of customers is kept'],
  calendar: [calendarFileSchema, "calendar.yaml: the shop's own days"],
  scenario: [scenarioFileSchema, 'tests/*.yaml: what happens to customers, and what must follow'],
  strings: [stringsFileSchema, 'templates/*/LOCALE.yaml: the texts of one template in one language'],
  'shared-strings': [
    sharedStringsFileSchema,
    'templates/_shared/LOCALE.yaml: texts that all templates share',
  ],
  event: [shopEventSchema, 'An event that a shop emits'],
  'customer-export': [customerExportSchema, 'What `perennial export` gives out of a customer'],
} as const;

export type JsonSchemaName = keyof typeof SCHEMAS;

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** JSON Schema (draft 7, which YAML editors know best) of each kind of file, and of events. */
export function jsonSchemas(): Readonly<Record<JsonSchemaName, JsonSchema>> {
  const convert = (name: JsonSchemaName): JsonSchema => {
    const [schema, title] = SCHEMAS[name];
    return { title, ...z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' }) };
  };
  return {
    shop: convert('shop'),
    rfm: convert('rfm'),
    tiers: convert('tiers'),
    lifecycle: convert('lifecycle'),
    needs: convert('needs'),
    calibration: convert('calibration'),
    segments: convert('segments'),
    campaign: convert('campaign'),
    sending: convert('sending'),
    delivery: convert('delivery'),
    sms: convert('sms'),
    topics: convert('topics'),
    experiments: convert('experiments'),
    endpoints: convert('endpoints'),
    retention: convert('retention'),
    calendar: convert('calendar'),
    scenario: convert('scenario'),
    strings: convert('strings'),
    'shared-strings': convert('shared-strings'),
    event: convert('event'),
    'customer-export': convert('customer-export'),
  };
}
