import { Stack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../infra/aws/create-app.ts';
import { EXAMPLE_SETTINGS_FILE, readSettings } from '../../../infra/aws/read-settings.ts';
import { synthesize } from '../../../infra/aws/synthesize.ts';

describe('synthesis', () => {
  it.each(['dev', 'prod'])(
    'of %s has no finding of cdk-nag or CloudFormation validation',
    (stage) => {
      const settings = readSettings({ file: EXAMPLE_SETTINGS_FILE, stage });
      const templates = synthesize({ settings, code: 'placeholder', validate: true });
      expect(Object.keys(templates)).toEqual([`Perennial-${stage}-State`, `Perennial-${stage}-Pipeline`]);
    },
    60_000,
  );

  it('gives the same templates with and without validation', () => {
    const settings = readSettings({ file: EXAMPLE_SETTINGS_FILE, stage: 'dev' });
    expect(synthesize({ settings, code: 'placeholder' })).toEqual(
      synthesize({ settings, code: 'placeholder', validate: true }),
    );
  }, 60_000);

  it('fails on a finding of cdk-nag', () => {
    const app = createApp({ validate: true });
    new CfnQueue(new Stack(app, 'Bad'), 'Plain', { queueName: 'plain' });
    expect(() => app.synth()).toThrow(/AwsSolutions-SQS3/);
  }, 60_000);

  it('fails on a property that CloudFormation would refuse', () => {
    const app = createApp({ validate: true });
    const queue = new CfnQueue(new Stack(app, 'Bad'), 'Plain', { queueName: 'plain' });
    queue.addPropertyOverride('VisibilityTimeuot', 30);
    expect(() => app.synth()).toThrow(/VisibilityTimeuot: Additional properties are not allowed/);
  }, 60_000);

  it('looks nothing up and pins no account', () => {
    const settings = readSettings({ file: EXAMPLE_SETTINGS_FILE, stage: 'prod' });
    expect(JSON.stringify(synthesize({ settings, code: 'placeholder' }))).not.toMatch(/\b\d{12}\b/);
  });
});
