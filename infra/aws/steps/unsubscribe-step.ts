import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import type { PublicApi } from '../constructs/public-api.ts';
import type { PipelineContext } from '../pipeline-context.ts';

/** `GET` and `POST /unsubscribe`: the page behind the link in a mail, and the one-click request (RFC 8058). */
export class UnsubscribeStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext, api: PublicApi) {
    super(scope, id);
    const { state } = context;
    const unsubscribe = new PerennialFunction(this, 'Unsubscribe', {
      name: 'unsubscribe',
      context,
      description: 'GET and POST /unsubscribe: turns the signed link of a mail into a consent change',
      timeout: Duration.seconds(15),
      memoryMb: 512,
      environment: { BUS_NAME: state.bus.eventBusName, LINK_SECRET: state.linkSigningKey.secretArn },
    });
    state.bus.grantPutEventsTo(unsubscribe);
    state.linkSigningKey.grantRead(unsubscribe);
    api.route(
      '/unsubscribe',
      [HttpMethod.GET, HttpMethod.POST],
      unsubscribe,
      'RFC 8058 forbids any authentication beyond the link itself, whose signature the function checks.',
    );
  }
}
