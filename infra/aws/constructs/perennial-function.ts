import { Duration } from 'aws-cdk-lib';
import { type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SHOP_BUNDLE_FILE } from '../bundle-function.ts';
import type { FunctionName } from '../function-name.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { removalPolicyOf } from '../removal-policy.ts';

export interface PerennialFunctionProps {
  readonly name: FunctionName;
  readonly context: PipelineContext;
  readonly description: string;
  readonly timeout: Duration;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** It gets the compiled shop and `SHOP_BUNDLE`. */
  readonly readsShop?: boolean;
}

/** One file of `functions/` on Lambda, with a role of its own, a log group that forgets, and alarms. */
export class PerennialFunction extends Construct implements IGrantable {
  readonly function: LambdaFunction;
  readonly grantPrincipal: IPrincipal;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: PerennialFunctionProps) {
    super(scope, id);
    const { name, context, readsShop = false } = props;
    this.timeout = props.timeout;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: context.settings.logRetentionDays,
      removalPolicy: removalPolicyOf(context.settings),
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.grantPrincipal = role;
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: context.code.of(name, { readsShop }),
      handler: `${name}.handler`,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      environment: {
        ...props.environment,
        ...(readsShop && { SHOP_BUNDLE: `./${SHOP_BUNDLE_FILE}` }),
        NODE_OPTIONS: '--enable-source-maps',
      },
    });
    this.watch(name, context);
  }

  private watch(name: FunctionName, { alarms }: PipelineContext): void {
    const period = Duration.minutes(5);
    alarms.raise(this, 'Errors', {
      metric: this.function.metricErrors({ period }),
      description: `The function ${name} failed. Its log group tells why; what it was given will be retried.`,
      threshold: 0,
      when: 'above',
    });
    alarms.raise(this, 'Throttles', {
      metric: this.function.metricThrottles({ period }),
      description: `The function ${name} was held back for a quarter of an hour: the account's Lambda concurrency is used up.`,
      threshold: 0,
      when: 'above',
      periods: 3,
    });
  }
}
