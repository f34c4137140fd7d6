import * as z from 'zod';
import type { TopicResource } from './local-topology.ts';
import { parseProperties, templateBoolean } from './parse-properties.ts';
import type { TemplateResolver } from './template-resolver.ts';

const subscriptionSchema = z.object({
  TopicArn: z.string(),
  /** Queues are served here. Mails to people and calls to elsewhere are not sent from one machine. */
  Protocol: z.enum(['sqs', 'email', 'email-json', 'sms', 'http', 'https']),
  Endpoint: z.string().default(''),
  RawMessageDelivery: templateBoolean.default(false),
  FilterPolicy: z.undefined('filter policies are not known here').optional(),
});

/** Reads the topics with the queues that are subscribed to them. */
export function readTopics(resolver: TemplateResolver): TopicResource[] {
  const ofType = (type: string) => resolver.resources.filter((resource) => resource.type === type);
  const subscriptions = ofType('AWS::SNS::Subscription').map((resource) =>
    parseProperties(resolver, resource, subscriptionSchema),
  );
  return ofType('AWS::SNS::Topic').map((resource) => {
    const arn = resolver.identity(resource).ref;
    return {
      name: resolver.physicalName(resource),
      // CDK ends a logical id with eight characters of a hash.
      label: resource.logicalId.replace(/[0-9A-F]{8}$/, ''),
      arn,
      subscriptions: subscriptions
        .filter(({ TopicArn, Protocol }) => TopicArn === arn && Protocol === 'sqs')
        .map(({ Endpoint, RawMessageDelivery }) => ({ queueArn: Endpoint, isRaw: RawMessageDelivery })),
    };
  });
}
