import * as z from 'zod';
import type { ScheduleResource } from './local-topology.ts';
import { parseProperties } from './parse-properties.ts';
import { scheduleArn } from './resource-identity.ts';
import type { PlacedResource, TemplateResolver } from './template-resolver.ts';

const scheduleSchema = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.object({
    Arn: z.string().startsWith('arn:aws:lambda:', 'only functions are targets here'),
    Input: z.string().optional(),
  }),
});

/** Reads a schedule; undefined where it is disabled. */
export function readSchedule(
  resolver: TemplateResolver,
  resource: PlacedResource,
): ScheduleResource | undefined {
  const { ScheduleExpression, ScheduleExpressionTimezone, State, Target } = parseProperties(
    resolver,
    resource,
    scheduleSchema,
  );
  if (State === 'DISABLED') return undefined;
  const name = resolver.physicalName(resource);
  return {
    name,
    arn: scheduleArn(name),
    expression: ScheduleExpression,
    timeZone: ScheduleExpressionTimezone,
    functionArn: Target.Arn,
    ...(Target.Input === undefined ? {} : { input: Target.Input }),
  };
}
