import * as z from 'zod';
import type { MappingResource } from './local-topology.ts';
import { parseProperties, templateBoolean, templateInteger } from './parse-properties.ts';
import { functionArn } from './resource-identity.ts';
import { templateError } from './template-error.ts';
import type { PlacedResource, TemplateResolver } from './template-resolver.ts';

const mappingSchema = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: templateBoolean.default(true),
  BatchSize: templateInteger.optional(),
  MaximumBatchingWindowInSeconds: templateInteger.default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) }).optional(),
  ScalingConfig: z.object({ MaximumConcurrency: templateInteger.optional() }).optional(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
  BisectBatchOnFunctionError: templateBoolean.default(false),
  MaximumRetryAttempts: templateInteger.default(-1),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
  TumblingWindowInSeconds: templateInteger.default(0),
});

/** What Lambda takes where the mapping does not say. */
const DEFAULT_BATCH_SIZE = { queue: 10, stream: 100 } as const;

const filterPattern = (text: string, resource: PlacedResource): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw templateError({ ...resource, property: 'FilterCriteria' }, `the pattern is not JSON: ${text}`);
  }
};

/** Reads an event source mapping; undefined where it is not enabled. */
export function readMapping(
  resolver: TemplateResolver,
  resource: PlacedResource,
): MappingResource | undefined {
  const mapping = parseProperties(resolver, resource, mappingSchema);
  if (!mapping.Enabled) return undefined;
  const kind = mapping.EventSourceArn.startsWith('arn:aws:sqs:') ? 'queue' : 'stream';
  const base = {
    id: `${resource.stack}/${resource.logicalId}`,
    functionArn: mapping.FunctionName.startsWith('arn:')
      ? mapping.FunctionName
      : functionArn(mapping.FunctionName),
    batchSize: mapping.BatchSize ?? DEFAULT_BATCH_SIZE[kind],
    batchingWindowSeconds: mapping.MaximumBatchingWindowInSeconds,
    reportsBatchItemFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    filters: (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => filterPattern(Pattern, resource)),
  };
  if (kind === 'queue') {
    const maximumConcurrency = mapping.ScalingConfig?.MaximumConcurrency;
    return {
      ...base,
      kind,
      queueArn: mapping.EventSourceArn,
      ...(maximumConcurrency === undefined ? {} : { maximumConcurrency }),
    };
  }
  const onFailureQueueArn = mapping.DestinationConfig?.OnFailure?.Destination;
  if (mapping.StartingPosition === undefined) {
    throw templateError({ ...resource, property: 'StartingPosition' }, 'a stream needs one.');
  }
  return {
    ...base,
    kind,
    streamArn: mapping.EventSourceArn,
    startingPosition: mapping.StartingPosition,
    bisectsOnError: mapping.BisectBatchOnFunctionError,
    ...(mapping.MaximumRetryAttempts < 0 ? {} : { maximumRetryAttempts: mapping.MaximumRetryAttempts }),
    ...(onFailureQueueArn === undefined ? {} : { onFailureQueueArn }),
    ...(mapping.TumblingWindowInSeconds === 0
      ? {}
      : { tumblingWindowSeconds: mapping.TumblingWindowInSeconds }),
  };
}
