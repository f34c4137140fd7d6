import * as z from 'zod';
import type { RuleResource } from './local-topology.ts';
import { parseProperties } from './parse-properties.ts';
import { templateError } from './template-error.ts';
import type { PlacedResource, TemplateResolver } from './template-resolver.ts';

const ruleSchema = z.object({
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.string().default('ENABLED'),
  Targets: z
    .array(
      z.object({
        Arn: z.string().startsWith('arn:aws:sqs:', 'only queues are targets here'),
        Input: z.undefined().optional(),
        InputPath: z.undefined().optional(),
        InputTransformer: z.undefined().optional(),
        SqsParameters: z.object({ MessageGroupId: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});

/** Reads a rule of a bus; undefined where it is disabled. */
export function readRule(resolver: TemplateResolver, resource: PlacedResource): RuleResource | undefined {
  if (resource.properties.ScheduleExpression !== undefined) {
    throw templateError(
      { ...resource, property: 'ScheduleExpression' },
      'the local runtime knows schedules of EventBridge Scheduler only.',
    );
  }
  const rule = parseProperties(resolver, resource, ruleSchema);
  if (!rule.State.startsWith('ENABLED')) return undefined;
  return {
    name: resolver.physicalName(resource),
    // A bus may be named by its ARN.
    busName: rule.EventBusName.replace(/^arn:.*event-bus\//, ''),
    pattern: rule.EventPattern,
    targets: rule.Targets.map(({ Arn, SqsParameters }) => ({
      queueArn: Arn,
      ...(SqsParameters?.MessageGroupId === undefined ? {} : { groupId: SqsParameters.MessageGroupId }),
    })),
  };
}
