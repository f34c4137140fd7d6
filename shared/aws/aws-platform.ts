import { readFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { ShopBundle } from '../config/shop-bundle.ts';
import { PerennialError } from '../perennial-error.ts';
import type { Platform } from '../platform.ts';
import type { Clock, Mailer } from '../ports.ts';
import { createHttpWebhooks } from '../web/http-webhooks.ts';
import { createDynamoDbTable } from './dynamodb-table.ts';
import { createEventBridgeBus } from './eventbridge-bus.ts';
import { createSecretsManager } from './secrets-manager.ts';
import { createSesMailer } from './ses-mailer.ts';
import { createSmsTexter } from './sms-texter.ts';
import { createSqsQueue } from './sqs-queue.ts';

/**
 * A call that does not answer is given up early and tried again: a function would otherwise wait for it, billed, up to
 * its own timeout. One client talks to one table, as the adaptive mode (which slows down when throttled) assumes.
 */
const resilience = {
  maxAttempts: 5,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} as const;

/** Providers may take longer over a message, and giving up too early leaves it uncertain. */
const providerConnection = {
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
} as const;

const isBundle = z.custom<ShopBundle>(
  (value) =>
    z.looseObject({ rules: z.looseObject({}), templates: z.looseObject({}) }).safeParse(value).success,
);

async function readShop(bundleFile: string): Promise<ShopBundle> {
  try {
    return isBundle.parse(JSON.parse(await readFile(bundleFile, 'utf8')));
  } catch (cause) {
    throw new PerennialError('SHOP.BUNDLE_UNREADABLE', {
      message: `${bundleFile} is missing or is not a compiled shop. Deploy again, so that it is made anew.`,
      details: { bundleFile },
      cause,
    });
  }
}

/** A value made at its first use. */
function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * AWS, by the SDK's own configuration (region, credentials, `AWS_ENDPOINT_URL_*`). Clients keep their connections alive
 * and are made at their first use, one of each kind.
 */
export function createAwsPlatform(): Platform {
  const clock: Clock = { now: () => Date.now() };
  const dynamoDb = lazy(() => new DynamoDBClient({ ...resilience, retryMode: 'adaptive' }));
  const sqs = lazy(() => new SQSClient(resilience));
  const eventBridge = lazy(() => new EventBridgeClient(resilience));
  const secrets = lazy(() => createSecretsManager(new SecretsManagerClient(resilience), clock));
  const mailers = new Map<string, Mailer>();
  return {
    clock,
    secrets: { get: (name) => secrets().get(name) },
    table: (tableName) => createDynamoDbTable(dynamoDb(), tableName),
    queue: (queueUrl) => createSqsQueue(sqs(), queueUrl),
    bus: (busName) => createEventBridgeBus(eventBridge(), busName),
    mailer(configurationSet) {
      const mailer = mailers.get(configurationSet) ?? createSesMailer(configurationSet, providerConnection);
      mailers.set(configurationSet, mailer);
      return mailer;
    },
    texter: (settings) => createSmsTexter(settings, providerConnection),
    webhooks: () => createHttpWebhooks({ allowsLoopback: false }),
    shop: readShop,
  };
}
