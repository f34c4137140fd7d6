import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deploy } from './deployed-template.ts';

const { ofType, target, settings } = deploy('prod');

const functionSchema = z.object({
  Handler: z.string(),
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Timeout: z.number(),
  MemorySize: z.number(),
  Role: z.unknown(),
  LoggingConfig: z.object({ LogGroup: z.unknown(), LogFormat: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});
const functions = ofType('AWS::Lambda::Function').map(({ properties }) => functionSchema.parse(properties));

const variables = (name: string): Readonly<Record<string, unknown>> =>
  functions.find(({ Handler }) => Handler === `${name}.handler`)?.Environment.Variables ?? {};

describe('the functions', () => {
  it('are the files of functions/, each wired exactly once', () => {
    const files = readdirSync(new URL('../../../functions', import.meta.url))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.replace(/\.ts$/, '.handler'));
    expect(functions.map(({ Handler }) => Handler).sort()).toEqual(files.sort());
  });

  it('run on Node 24 on arm64, with a timeout and a memory of their own', () => {
    for (const { Runtime, Architectures, Timeout, MemorySize } of functions) {
      expect(Runtime).toBe('nodejs24.x');
      expect(Architectures).toEqual(['arm64']);
      expect(Timeout).toBeGreaterThanOrEqual(10);
      expect(MemorySize).toBeGreaterThanOrEqual(512);
    }
  });

  it('stop before the next sweep or broadcast begins, and before the gateway gives up', () => {
    const timeout = (name: string) => functions.find(({ Handler }) => Handler === `${name}.handler`)?.Timeout;
    expect(timeout('sweep')).toBeLessThan(60);
    expect(timeout('broadcast')).toBeLessThan(60);
    expect(timeout('ingest')).toBeLessThan(29);
    expect(timeout('unsubscribe')).toBeLessThan(29);
  });

  it('log as JSON into a group of their own that forgets', () => {
    const groups = functions.map(({ LoggingConfig }) => target(LoggingConfig.LogGroup));
    expect(new Set(groups).size).toBe(functions.length);
    for (const group of groups) expect(group.properties.RetentionInDays).toBe(settings.logRetentionDays);
    for (const { LoggingConfig } of functions) expect(LoggingConfig.LogFormat).toBe('JSON');
  });

  it('each have a role of their own', () => {
    expect(new Set(functions.map(({ Role }) => target(Role).id)).size).toBe(functions.length);
  });

  it('get the names of secrets and never a secret', () => {
    for (const { Environment } of functions) {
      for (const [name, value] of Object.entries(Environment.Variables)) {
        expect(JSON.stringify(value)).not.toContain('resolve:');
        if (name.endsWith('_SECRET')) expect(target(value).type).toBe('AWS::SecretsManager::Secret');
      }
    }
  });

  it('get what each of them needs from its environment and nothing else', () => {
    const names = Object.fromEntries(
      functions.map(({ Handler, Environment }) => [Handler, Object.keys(Environment.Variables).sort()]),
    );
    expect(names).toEqual({
      'ingest.handler': ['API_KEY_SECRET', 'BUS_NAME', 'NODE_OPTIONS'],
      'unsubscribe.handler': ['BUS_NAME', 'LINK_SECRET', 'NODE_OPTIONS'],
      'preferences.handler': ['BUS_NAME', 'LINK_SECRET', 'NODE_OPTIONS', 'SHOP_BUNDLE', 'TABLE_NAME'],
      'decide.handler': ['DEAD_LETTER_QUEUE_URL', 'LINK_SECRET', 'NODE_OPTIONS', 'SHOP_BUNDLE', 'TABLE_NAME'],
      'calibrate.handler': ['NODE_OPTIONS', 'RECHECKS_QUEUE_URL', 'SHOP_BUNDLE', 'TABLE_NAME'],
      'recheck.handler': [
        'DEAD_LETTER_QUEUE_URL',
        'NODE_OPTIONS',
        'RECHECKS_QUEUE_URL',
        'SHOP_BUNDLE',
        'TABLE_NAME',
        'TICKS_QUEUE_URL',
      ],
      'sweep.handler': ['NODE_OPTIONS', 'TABLE_NAME', 'TICKS_QUEUE_URL'],
      'broadcast.handler': ['BROADCASTS_QUEUE_URL', 'NODE_OPTIONS', 'SHOP_BUNDLE', 'TABLE_NAME'],
      'guard.handler': ['NODE_OPTIONS', 'SHOP_BUNDLE', 'TABLE_NAME'],
      'dispatch.handler': [
        'BUS_NAME',
        'LINK_SECRET',
        'NODE_OPTIONS',
        'OUTBOUND_QUEUE_URL',
        'TABLE_NAME',
        'WEBHOOK_QUEUE_URL',
      ],
      'webhook.handler': [
        'DEAD_LETTER_QUEUE_URL',
        'LINK_SECRET',
        'NODE_OPTIONS',
        'SHOP_BUNDLE',
        'TABLE_NAME',
        'WEBHOOK_QUEUE_URL',
        'WEBHOOK_SECRET_PREFIX',
      ],
      'deliver.handler': [
        'CONFIGURATION_SET',
        'DEAD_LETTER_QUEUE_URL',
        'LINK_SECRET',
        'NODE_OPTIONS',
        'OUTBOUND_QUEUE_URL',
        'PUBLIC_URL',
        'SENDER',
        'SEND_RATE_SHARE',
        'SHOP_BUNDLE',
        'SMS_COUNTRY_IDENTITIES',
        'SMS_MAX_PRICE',
        'SMS_ORIGINATION_IDENTITY',
        'TABLE_NAME',
      ],
      'feedback.handler': [
        'DEAD_LETTER_QUEUE_URL',
        'FEEDBACK_QUEUE_URL',
        'INPUTS_QUEUE_URL',
        'LINK_SECRET',
        'NODE_OPTIONS',
        'PUBLIC_URL',
        'SHOP_BUNDLE',
        'SMS_COUNTRY_IDENTITIES',
        'SMS_MAX_PRICE',
        'SMS_ORIGINATION_IDENTITY',
        'TABLE_NAME',
      ],
      'report.handler': ['LINK_SECRET', 'NODE_OPTIONS', 'SHOP_BUNDLE', 'TABLE_NAME'],
    });
  });

  it('that sign and check links share one key', () => {
    expect(target(variables('deliver').LINK_SECRET)).toBe(target(variables('unsubscribe').LINK_SECRET));
    expect(target(variables('deliver').LINK_SECRET)).toBe(target(variables('preferences').LINK_SECRET));
  });

  it('that park poison messages park them in the dead-letter queue of their own queue', () => {
    const queueName = (name: string) => target(variables(name).DEAD_LETTER_QUEUE_URL).properties.QueueName;
    expect(queueName('decide')).toBe('perennial-prod-inputs-dlq');
    expect(queueName('recheck')).toBe('perennial-prod-rechecks-dlq');
    expect(queueName('feedback')).toBe('perennial-prod-feedback-dlq');
    expect(queueName('deliver')).toBe('perennial-prod-outbound-dlq');
    expect(target(variables('deliver').OUTBOUND_QUEUE_URL).properties.QueueName).toBe(
      'perennial-prod-outbound',
    );
  });
});
