import * as z from 'zod';
import type { RouteResource } from './local-topology.ts';
import { parseProperties } from './parse-properties.ts';
import { templateError } from './template-error.ts';
import type { PlacedResource, TemplateResolver } from './template-resolver.ts';

const routeSchema = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.literal('NONE').default('NONE'),
});

const integrationSchema = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

const stageSchema = z.object({ StageName: z.literal('$default') });

const LAMBDA_ARN = /arn:aws:lambda:[^:]+:\d+:function:[A-Za-z0-9_-]+/;

/** Reads the routes of the HTTP APIs, each with the function behind its integration. */
export function readRoutes(resolver: TemplateResolver): RouteResource[] {
  const ofType = (type: string): PlacedResource[] =>
    resolver.resources.filter((resource) => resource.type === type);
  for (const stage of ofType('AWS::ApiGatewayV2::Stage')) parseProperties(resolver, stage, stageSchema);
  const functions = new Map(
    ofType('AWS::ApiGatewayV2::Integration').map((resource) => {
      const { IntegrationUri } = parseProperties(resolver, resource, integrationSchema);
      const [functionArn] = LAMBDA_ARN.exec(IntegrationUri) ?? [];
      if (functionArn === undefined) {
        throw templateError({ ...resource, property: 'IntegrationUri' }, `${IntegrationUri} is no function.`);
      }
      return [resolver.identity(resource).ref, functionArn];
    }),
  );
  return ofType('AWS::ApiGatewayV2::Route').map((resource) => {
    const route = parseProperties(resolver, resource, routeSchema);
    const functionArn = functions.get(route.Target.slice('integrations/'.length));
    if (functionArn === undefined) {
      throw templateError({ ...resource, property: 'Target' }, `there is no integration ${route.Target}.`);
    }
    return { apiId: route.ApiId, routeKey: route.RouteKey, functionArn };
  });
}
