import { CfnOutput, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, type HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { removalPolicyOf } from '../removal-policy.ts';
import type { Settings } from '../settings.ts';
import type { PerennialFunction } from './perennial-function.ts';

/** Requests a second, each of up to 100 events; more are refused with 429. */
const THROTTLE = { rateLimit: 500, burstLimit: 1000 };

/** Neither the query (an unsubscribe link is in it) nor the caller's address: an access log holds no personal data. */
const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

/** The HTTP API, the only thing that the internet reaches. */
export class PublicApi extends Construct {
  readonly api: HttpApi;
  /** Without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: { readonly settings: Settings }) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: `perennial-${props.settings.stage}`,
      description: 'Perennial: events of the shops, and links in mails',
      createDefaultStage: false,
    });
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: props.settings.logRetentionDays,
      removalPolicy: removalPolicyOf(props.settings),
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
      },
    });
    this.url = this.api.apiEndpoint;
    new CfnOutput(this, 'Url', { value: this.url });
  }

  /** `whyOpen`: how the function itself knows the caller, since the gateway checks nobody. */
  route(path: string, methods: HttpMethod[], target: PerennialFunction, whyOpen: string): void {
    const routes = this.api.addRoutes({
      path,
      methods,
      integration: new HttpLambdaIntegration(`${target.node.id}Integration`, target.function),
    });
    for (const route of routes) {
      Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: whyOpen });
    }
  }
}
