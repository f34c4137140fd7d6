import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import type { PublicApi } from '../constructs/public-api.ts';
import type { PipelineContext } from '../pipeline-context.ts';

/** `POST /events`: events of the shops, checked and put on the bus. */
export class IngestStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext, api: PublicApi) {
    super(scope, id);
    const { state } = context;
    const ingest = new PerennialFunction(this, 'Ingest', {
      name: 'ingest',
      context,
      description: 'POST /events: checks the events of the shops and puts them on the bus',
      timeout: Duration.seconds(15),
      memoryMb: 512,
      environment: { BUS_NAME: state.bus.eventBusName, API_KEY_SECRET: state.apiKey.secretArn },
    });
    state.bus.grantPutEventsTo(ingest);
    state.apiKey.grantRead(ingest);
    api.route(
      '/events',
      [HttpMethod.POST],
      ingest,
      'The function itself compares the caller’s API key in constant time; an authorizer would cost a second invocation.',
    );
  }
}
