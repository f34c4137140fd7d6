import type { LocalTopology, TableResource } from './local-topology.ts';
import { readFunction } from './read-function.ts';
import { readMapping } from './read-mapping.ts';
import { readQueue } from './read-queue.ts';
import { readRoutes } from './read-routes.ts';
import { readRule } from './read-rule.ts';
import { readSchedule } from './read-schedule.ts';
import { readTopics } from './read-topics.ts';
import { busArn, isIrrelevantType, LOCAL_ACCOUNT, LOCAL_REGION, localTypes } from './resource-identity.ts';
import type { StackTemplate } from './stack-template.ts';
import { templateError } from './template-error.ts';
import { createTemplateResolver, type PlacedResource, type TemplateResolver } from './template-resolver.ts';

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;

function readTable(resolver: TemplateResolver, resource: PlacedResource): TableResource {
  const { ref, attributes } = resolver.identity(resource);
  const wanted = [
    'AttributeDefinitions',
    'KeySchema',
    'GlobalSecondaryIndexes',
    'StreamSpecification',
  ] as const;
  const properties = Object.fromEntries(
    wanted
      .map((name) => [name, resolver.property(resource, name)] as const)
      .filter(([, value]) => value !== undefined),
  );
  const streamArn = 'StreamSpecification' in properties ? attributes.StreamArn : undefined;
  return {
    name: ref,
    arn: attributes.Arn ?? '',
    ...(streamArn === undefined ? {} : { streamArn }),
    properties,
  };
}

/**
 * Reads the wiring out of the templates of all stacks. `apiEndpoint` is where the HTTP API will be reached. Functions
 * that nothing here calls (those behind custom resources) are left out. Throws `LOCAL.TEMPLATE` naming stack, logical
 * id and property where it meets what it does not know.
 */
export function readTopology(
  stacks: readonly StackTemplate[],
  options: { readonly apiEndpoint: string },
): LocalTopology {
  const resolver = createTemplateResolver(stacks, options.apiEndpoint);
  for (const resource of resolver.resources) {
    if (resource.type in localTypes || isIrrelevantType(resource.type)) continue;
    throw templateError(
      { ...resource, property: 'Type' },
      `the local runtime does not know ${resource.type}. Teach it to resource-identity.ts, or list it there as irrelevant.`,
    );
  }
  const ofType = (...types: string[]): PlacedResource[] =>
    resolver.resources.filter((resource) => types.includes(resource.type));
  const each = <T>(type: string, read: (resolver: TemplateResolver, resource: PlacedResource) => T): T[] =>
    ofType(type).map((resource) => read(resolver, resource));

  const queues = each('AWS::SQS::Queue', readQueue);
  const mappings = each('AWS::Lambda::EventSourceMapping', readMapping).filter(isPresent);
  const schedules = each('AWS::Scheduler::Schedule', readSchedule).filter(isPresent);
  const routes = readRoutes(resolver);
  const called = new Set([...mappings, ...schedules, ...routes].map(({ functionArn }) => functionArn));
  const topology: LocalTopology = {
    account: LOCAL_ACCOUNT,
    region: LOCAL_REGION,
    buses: [
      { name: 'default', arn: busArn('default') },
      ...ofType('AWS::Events::EventBus').map((resource) => {
        const { ref, attributes } = resolver.identity(resource);
        return { name: ref, arn: attributes.Arn ?? '' };
      }),
    ],
    rules: each('AWS::Events::Rule', readRule).filter(isPresent),
    topics: readTopics(resolver),
    queues,
    functions: ofType('AWS::Lambda::Function')
      .filter((resource) => called.has(resolver.identity(resource).attributes.Arn ?? ''))
      .map((resource) => readFunction(resolver, resource)),
    mappings,
    schedules,
    routes,
    tables: ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) =>
      readTable(resolver, resource),
    ),
    secrets: ofType('AWS::SecretsManager::Secret').map((resource) => ({
      name: resolver.physicalName(resource),
      // CDK ends a logical id with eight characters of a hash.
      label: String(resolver.property(resource, 'Name') ?? resource.logicalId.replace(/[0-9A-F]{8}$/, '')),
      arn: resolver.identity(resource).ref,
    })),
  };
  checkWiring(topology);
  return topology;
}

/** Every queue, stream and function that something points to must be there. */
function checkWiring(topology: LocalTopology): void {
  const queues = new Map(topology.queues.map((queue) => [queue.arn, queue]));
  const streams = new Set(topology.tables.map((table) => table.streamArn));
  const functions = new Set(topology.functions.map((each) => each.arn));
  const placeOf = (id: string, property: string) => {
    const [stack = '', logicalId = ''] = id.split('/');
    return { stack, logicalId, property };
  };
  for (const mapping of topology.mappings) {
    const source = placeOf(mapping.id, 'EventSourceArn');
    if (!functions.has(mapping.functionArn)) {
      throw templateError(placeOf(mapping.id, 'FunctionName'), `no stack has ${mapping.functionArn}.`);
    }
    if (mapping.kind === 'stream' && !streams.has(mapping.streamArn)) {
      throw templateError(source, `no table has the stream ${mapping.streamArn}.`);
    }
    if (mapping.kind === 'queue' && queues.get(mapping.queueArn)?.redrive === undefined) {
      // Without one, a message that always fails would be retried for as long as the runtime runs.
      throw templateError(source, `${mapping.queueArn} needs a RedrivePolicy to be read by a function.`);
    }
  }
  for (const { name, subscriptions } of topology.topics) {
    const missing = subscriptions.find(({ queueArn }) => !queues.has(queueArn));
    if (missing !== undefined) {
      throw templateError(
        { stack: 'topic', logicalId: name, property: 'Endpoint' },
        `no stack has ${missing.queueArn}.`,
      );
    }
  }
  for (const { name, targets } of topology.rules) {
    const missing = targets.find(({ queueArn }) => !queues.has(queueArn));
    if (missing !== undefined) {
      throw templateError(
        { stack: 'rule', logicalId: name, property: 'Targets' },
        `no stack has ${missing.queueArn}.`,
      );
    }
  }
}
