import * as z from 'zod';
import type { QueueResource } from './local-topology.ts';
import { parseProperties, templateInteger } from './parse-properties.ts';
import { queueArn, queueUrl } from './resource-identity.ts';
import type { PlacedResource, TemplateResolver } from './template-resolver.ts';

const queueSchema = z.object({
  FifoQueue: z.literal(false).optional(),
  DelaySeconds: z.literal(0).optional(),
  VisibilityTimeout: templateInteger.default(30),
  MessageRetentionPeriod: templateInteger.default(345_600),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: templateInteger }).optional(),
});

/** Reads a standard queue, with SQS's defaults where the template is silent. */
export function readQueue(resolver: TemplateResolver, resource: PlacedResource): QueueResource {
  const queue = parseProperties(resolver, resource, queueSchema);
  const name = resolver.physicalName(resource);
  return {
    name,
    url: queueUrl(name),
    arn: queueArn(name),
    visibilityTimeoutSeconds: queue.VisibilityTimeout,
    retentionSeconds: queue.MessageRetentionPeriod,
    ...(queue.RedrivePolicy === undefined
      ? {}
      : {
          redrive: {
            deadLetterQueueArn: queue.RedrivePolicy.deadLetterTargetArn,
            maxReceiveCount: queue.RedrivePolicy.maxReceiveCount,
          },
        }),
  };
}
