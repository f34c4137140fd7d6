import type { Rules } from '../domain/rules.ts';
import type { LifecycleRules } from '../domain/segment/lifecycle-rules.ts';
import type { PredictionRules } from '../domain/segment/prediction-rules.ts';
import type { RfmRules } from '../domain/segment/rfm-rules.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import { currencyDecimals } from '../domain/valuation.ts';
import { readOwnDays } from './campaign/own-days.ts';
import { calibrationFileSchema } from './files/calibration-file.ts';
import { lifecycleFileSchema } from './files/lifecycle-file.ts';
import { needsFileSchema } from './files/needs-file.ts';
import { rfmFileSchema } from './files/rfm-file.ts';
import { shopFileSchema } from './files/shop-file.ts';
import { minorUnitsAt } from './minor-units-at.ts';
import { readCampaigns } from './read-campaigns.ts';
import { readDelivery } from './read-delivery.ts';
import { readEndpoints } from './read-endpoints.ts';
import { readExperiments } from './read-experiments.ts';
import { readRetention } from './read-retention.ts';
import { readSegments } from './read-segments.ts';
import { readSending } from './read-sending.ts';
import type { ShopFolder } from './read-shop-folder.ts';
import { readSms } from './read-sms.ts';
import { readTiers } from './read-tiers.ts';
import { readTopics } from './read-topics.ts';
import type { ShopProblems } from './shop-problems.ts';
import { templateNames } from './template/template-names.ts';

/** Reads and compiles all that is not a template. Undefined, with the problems added, where something is wrong. */
export function readRules(folder: ShopFolder, problems: ShopProblems): Rules | undefined {
  const shop = readSettings(problems);
  // Amounts need the currency's decimals; without a readable shop.yaml they are checked as if there were two.
  const decimals = shop === undefined ? 2 : currencyDecimals(shop.currency);
  const rfm = readRfm(problems, decimals);
  const tiers = readTiers(problems, decimals);
  const lifecycle = readLifecycle(problems);
  const needs = problems.readOptional('needs.yaml', needsFileSchema)?.value;
  const prediction = readPrediction(problems);
  // Names of a file that cannot be read are not known; what refers to them is checked when it can be.
  const rfmGroups = rfm === undefined ? {} : { rfmGroups: rfm.groups.map(({ name }) => name) };
  const segments = readSegments(rfmGroups, problems);
  const segmentNames = segments === undefined ? {} : { segments: segments.map(({ name }) => name) };
  const ownDays = readOwnDays(problems);
  const sending = readSending(problems);
  const experiments = readExperiments(problems);
  const retention = readRetention(problems);
  const delivery = readDelivery(folder, problems);
  const texts = readSms(templateNames(folder), problems);
  const endpoints = readEndpoints(folder, problems);
  const consent = readTopics({ shop, templates: templateNames(folder) }, problems);
  const surroundings = {
    names: { ...rfmGroups, ...segmentNames },
    templates: templateNames(folder),
    ...(ownDays !== undefined && { ownDays }),
    ...(sending !== undefined && { sending }),
    ...(texts !== undefined && { texts }),
    ...(consent !== undefined && { topics: consent.topics }),
    ...(endpoints.status === 'read' && { endpoints: endpoints.endpoints.map(({ name }) => name) }),
  };
  const campaigns = readCampaigns(folder, surroundings, problems);
  if (shop === undefined || rfm === undefined || tiers === undefined || lifecycle === undefined)
    return undefined;
  if (needs === undefined || prediction === undefined || segments === undefined) return undefined;
  if (sending === undefined || experiments === undefined || texts === undefined) return undefined;
  if (consent === undefined || endpoints.status === 'unreadable') return undefined;
  if (retention === undefined || delivery === undefined) return undefined;
  const { version } = folder;
  return {
    version,
    shop,
    rfm,
    tiers,
    lifecycle,
    needs,
    prediction,
    segments,
    campaigns,
    sending,
    experiments,
    ...(folder.files.has('delivery.yaml') && { delivery }),
    ...(folder.files.has('retention.yaml') && { retention }),
    texts,
    ...(folder.files.has('topics.yaml') && { consent }),
    ...(endpoints.status === 'read' && { endpoints: endpoints.endpoints }),
  };
}

function readSettings(problems: ShopProblems): ShopSettings | undefined {
  const file = problems.read('shop.yaml', shopFileSchema);
  if (file === undefined) return undefined;
  const { senderName, website, locales, replyTo, links, ...settings } = file.value;
  return {
    ...settings,
    ...(locales === undefined ? {} : { locales }),
    ...(senderName === undefined ? {} : { senderName }),
    ...(website === undefined ? {} : { website }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(links === undefined ? {} : { links }),
  };
}

function readRfm(problems: ShopProblems, decimals: number): RfmRules | undefined {
  const file = problems.read('rfm.yaml', rfmFileSchema);
  if (file === undefined) return undefined;
  const { monetary, ...rules } = file.value;
  const minor = (index: 0 | 1 | 2 | 3) =>
    minorUnitsAt(file.yaml, ['monetary', index], monetary[index], decimals, problems);
  return { ...rules, monetaryMinor: [minor(0), minor(1), minor(2), minor(3)] };
}

function readLifecycle(problems: ShopProblems): LifecycleRules | undefined {
  const file = problems.read('lifecycle.yaml', lifecycleFileSchema);
  if (file === undefined) return undefined;
  const { model, ...rules } = file.value;
  return { ...rules, ...(model === undefined ? {} : { model }) };
}

function readPrediction(problems: ShopProblems): PredictionRules | undefined {
  const file = problems.readOptional('calibration.yaml', calibrationFileSchema);
  if (file === undefined) return undefined;
  const { unit, ...rules } = file.value;
  return { ...rules, unitDays: unit === 'week' ? 7 : 1 };
}
