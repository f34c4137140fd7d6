import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { FunctionCode } from './function-code.ts';
import { PipelineStack } from './pipeline-stack.ts';
import type { Settings } from './settings.ts';
import { StatefulStack } from './stateful-stack.ts';

/** Kept here and not in `cdk.json`, so that the CLI, the tests and the local runtime get the same template. */
const FEATURE_FLAGS = {
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:strictCfnValidateErrors': true,
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/core:target-partitions': ['aws'],
  '@aws-cdk/core:checkSecretUsage': true,
  // CloudFormation then refuses to remove or replace a stateful resource that the pipeline still uses.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:explicitStackTags': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-events:eventsTargetQueueSameAccount': true,
  '@aws-cdk/aws-lambda:recognizeLayerVersion': true,
};

/**
 * An empty CDK app. `validate` checks the templates when it is synthesized, by cdk-nag (AwsSolutions) and by the
 * CloudFormation resource schemas and rules that come with CDK; a finding, warnings too, fails the synthesis.
 */
export function createApp(options: { readonly validate: boolean; readonly outdir?: string }): App {
  const app = new App({
    analyticsReporting: false,
    treeMetadata: false,
    stackTraces: false,
    builtinCloudFormationValidation: options.validate,
    context: { ...FEATURE_FLAGS, '@aws-cdk/core:annotationsInValidationReport': options.validate },
    ...(options.outdir !== undefined && { outdir: options.outdir }),
  });
  if (options.validate) {
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }
  return app;
}

/** Puts the two stacks of one deployment into the app: `Perennial-STAGE-State` and `Perennial-STAGE-Pipeline`. */
export function addStacks(
  app: App,
  options: {
    readonly settings: Settings;
    readonly code: FunctionCode;
    /** Names of the secrets that sign webhooks, as the shop's endpoints have them. */
    readonly webhookSecrets?: readonly string[];
  },
): void {
  const { settings, code, webhookSecrets = [] } = options;
  const { stage, account, region } = settings;
  const shared = {
    settings,
    env: { ...(account !== undefined && { account }), ...(region !== undefined && { region }) },
    terminationProtection: stage === 'prod',
    tags: { application: 'perennial', stage },
  };
  const state = new StatefulStack(app, `Perennial-${stage}-State`, {
    ...shared,
    description: 'Perennial: customers, bus and archive, secrets, mail identity',
  });
  new PipelineStack(app, `Perennial-${stage}-Pipeline`, {
    ...shared,
    description: 'Perennial: functions, queues, schedules, HTTP API, alarms',
    code,
    state,
    webhookSecrets,
  });
}
