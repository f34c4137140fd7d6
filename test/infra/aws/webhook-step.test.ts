import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EXAMPLE_SETTINGS_FILE, readSettings } from '../../../infra/aws/read-settings.ts';
import { synthesize } from '../../../infra/aws/synthesize.ts';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

const settings = readSettings({ file: EXAMPLE_SETTINGS_FILE, stage: 'prod' });
const templates = synthesize({ settings, code: 'placeholder', webhookSecrets: ['warehouse', 'crm', 'crm'] });
const resources = Object.values(templates)
  .flatMap(({ Resources }) => Object.entries(Resources))
  .map(([id, resource]) => ({ id, ...resourceSchema.parse(resource) }));

const propertiesOf = (type: string) =>
  resources.filter((resource) => resource.Type === type).map(({ id, Properties }) => ({ id, Properties }));

describe('webhooks on AWS', () => {
  it('may read the secrets that the endpoints name, and those only by their whole names', () => {
    const policies = propertiesOf('AWS::IAM::Policy').filter(({ id }) => id.startsWith('WebhookStep'));
    const text = JSON.stringify(policies);
    expect(text.match(/:secret:perennial\/prod\/webhook\/[a-z-]+-\?{6}/g)?.sort()).toEqual([
      ':secret:perennial/prod/webhook/crm-??????',
      ':secret:perennial/prod/webhook/warehouse-??????',
    ]);
    expect(text).not.toContain('*');
  });

  it('have a queue of their own, which gives up into one with an alarm', () => {
    const named = propertiesOf('AWS::SQS::Queue').map(({ Properties }) => Properties.QueueName);
    expect(named).toEqual(expect.arrayContaining(['perennial-prod-webhook', 'perennial-prod-webhook-dlq']));
    const alarms = propertiesOf('AWS::CloudWatch::Alarm').filter(({ id }) => id.startsWith('WebhookStep'));
    // The oldest message, what is dead, errors and throttles.
    expect(alarms).toHaveLength(4);
  });

  it('have a function that has time for the longest call twice', () => {
    const [webhook] = propertiesOf('AWS::Lambda::Function').filter(
      ({ Properties }) => Properties.Handler === 'webhook.handler',
    );
    expect(webhook?.Properties.Timeout).toBe(60);
  });

  it('need no secret to be there for a shop without endpoints', () => {
    const plain = JSON.stringify(synthesize({ settings, code: 'placeholder' }));
    expect(plain).not.toContain(':secret:perennial/');
  });
});
