import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import type { PublicApi } from '../constructs/public-api.ts';
import type { PipelineContext } from '../pipeline-context.ts';

/**
 * `/preferences` and `/confirm`: what customers want, and what they confirm. Apart from `/unsubscribe`, which so needs no table: it
 * works while the table does not, and its role can read nothing.
 */
export class PreferencesStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext, api: PublicApi) {
    super(scope, id);
    const { state } = context;
    const preferences = new PerennialFunction(this, 'Preferences', {
      name: 'preferences',
      context,
      description:
        'GET and POST /preferences and /confirm: what a customer wants, by the signed link of a mail',
      timeout: Duration.seconds(15),
      memoryMb: 512,
      readsShop: true,
      environment: {
        TABLE_NAME: state.customers.table.tableName,
        BUS_NAME: state.bus.eventBusName,
        LINK_SECRET: state.linkSigningKey.secretArn,
      },
    });
    state.customers.grant(preferences, 'GetItem');
    state.bus.grantPutEventsTo(preferences);
    state.linkSigningKey.grantRead(preferences);
    const whyOpen = 'Who has the link of a mail may say what they want; the function checks its signature.';
    for (const path of ['/preferences', '/confirm'])
      api.route(path, [HttpMethod.GET, HttpMethod.POST], preferences, whyOpen);
  }
}
