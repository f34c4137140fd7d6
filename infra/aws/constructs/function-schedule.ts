import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { PerennialFunction } from './perennial-function.ts';

export interface FunctionScheduleProps {
  readonly target: PerennialFunction;
  readonly description: string;
  /** `rate(1 minute)` or `cron(15 3 * * ? *)`, in UTC. */
  readonly expression: string;
  /** How often Scheduler tries again to hand a run to Lambda. */
  readonly deliveryRetries: number;
  /** How often Lambda runs the function again where it failed, 0 to 2. */
  readonly failureRetries: number;
  /** A run that has not begun, or not succeeded, by then is given up. */
  readonly maxAge: Duration;
  /** Where runs end that were never handed over or failed to the last. */
  readonly missed: DeadLetterQueue;
}

/** Runs a function at its times, by a role that may do nothing else. */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    const { target, missed, maxAge } = props;
    const { functionArn } = target.function;
    target.function.configureAsyncInvoke({
      retryAttempts: props.failureRetries,
      maxEventAge: maxAge,
      onFailure: new SqsDestination(missed.queue),
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    missed.queue.grantSendMessages(role);
    // The plain resource: CDK's target would let the schedule invoke every version of the function by a wildcard.
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: props.description,
      scheduleExpression: props.expression,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        retryPolicy: {
          maximumRetryAttempts: props.deliveryRetries,
          maximumEventAgeInSeconds: maxAge.toSeconds(),
        },
        deadLetterConfig: { arn: missed.queue.queueArn },
      },
    });
    // Scheduler checks when it is made that the role may do its work.
    schedule.node.addDependency(role);
  }
}
