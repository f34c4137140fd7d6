import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { PublicApi } from './constructs/public-api.ts';
import type { FunctionCode } from './function-code.ts';
import type { PipelineContext } from './pipeline-context.ts';
import type { Settings } from './settings.ts';
import type { StatefulStack } from './stateful-stack.ts';
import { BroadcastStep } from './steps/broadcast-step.ts';
import { CalibrateStep } from './steps/calibrate-step.ts';
import { DecideStep } from './steps/decide-step.ts';
import { DeliverStep } from './steps/deliver-step.ts';
import { DispatchStep } from './steps/dispatch-step.ts';
import { FeedbackStep } from './steps/feedback-step.ts';
import { GuardStep } from './steps/guard-step.ts';
import { IngestStep } from './steps/ingest-step.ts';
import { PreferencesStep } from './steps/preferences-step.ts';
import { ReportStep } from './steps/report-step.ts';
import { SweepStep } from './steps/sweep-step.ts';
import { UnsubscribeStep } from './steps/unsubscribe-step.ts';
import { WebhookStep } from './steps/webhook-step.ts';

export interface PipelineStackProps extends StackProps {
  readonly settings: Settings;
  readonly code: FunctionCode;
  readonly state: StatefulStack;
  /** Names of the secrets that sign webhooks, as the shop's endpoints have them. */
  readonly webhookSecrets: readonly string[];
}

/** Everything that can be deleted and made again: functions, queues, rules, schedules, the HTTP API, alarms. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { settings, code, state, webhookSecrets } = props;
    const context: PipelineContext = {
      settings,
      code,
      state,
      alarms: new Alarms(this, 'Alarms', { settings }),
    };
    const api = new PublicApi(this, 'PublicApi', { settings });
    new IngestStep(this, 'IngestStep', context, api);
    new UnsubscribeStep(this, 'UnsubscribeStep', context, api);
    new PreferencesStep(this, 'PreferencesStep', context, api);
    const { inputs, ticks, broadcasts } = new DecideStep(this, 'DecideStep', context);
    new SweepStep(this, 'SweepStep', context, ticks);
    new BroadcastStep(this, 'BroadcastStep', context, broadcasts);
    new CalibrateStep(this, 'CalibrateStep', context, ticks);
    const { outbound } = new DeliverStep(this, 'DeliverStep', context, api);
    new FeedbackStep(this, 'FeedbackStep', context, api, inputs);
    const { webhooks } = new WebhookStep(this, 'WebhookStep', context, webhookSecrets);
    new DispatchStep(this, 'DispatchStep', context, { outbound, webhooks });
    new ReportStep(this, 'ReportStep', context);
    new GuardStep(this, 'GuardStep', context);
  }
}
