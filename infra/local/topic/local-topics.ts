import { randomUUID } from 'node:crypto';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Clock, Queue } from '../../../shared/ports.ts';
import type { TopicResource } from '../template/local-topology.ts';

interface LocalTopicsOptions {
  readonly topics: readonly TopicResource[];
  readonly queueByArn: (arn: string) => Queue;
  readonly clock: Clock;
}

/** Answers the id of the message. Throws `LOCAL.TOPIC` where no topic has that label. */
export type PublishToTopic = (label: string, message: string) => Promise<string>;

/**
 * SNS's part on one machine: puts a message on every queue that is subscribed to the topic, in SNS's envelope unless the
 * subscription asks for the bare message. Nothing is signed, for nobody on the way could change it.
 */
export function createLocalTopics({ topics, queueByArn, clock }: LocalTopicsOptions): PublishToTopic {
  return async (label, message) => {
    const topic = topics.find((each) => each.label === label);
    if (topic === undefined)
      throw new PerennialError('LOCAL.TOPIC', { message: `There is no topic ${label} in the templates.` });
    const id = randomUUID();
    const envelope = JSON.stringify({
      Type: 'Notification',
      MessageId: id,
      TopicArn: topic.arn,
      Message: message,
      Timestamp: new Date(clock.now()).toISOString(),
    });
    for (const { queueArn, isRaw } of topic.subscriptions)
      await queueByArn(queueArn).send([{ body: isRaw ? message : envelope }]);
    return id;
  };
}
