import { randomUUID } from 'node:crypto';
import type { PublishToTopic } from './local-topics.ts';

/** The topic that a number's two-way texting is pointed to. */
const REPLIES_TOPIC = 'FeedbackStepReplies';
/** From a range that is kept for examples. */
const SHOP_NUMBER = '+12025550100';

/**
 * Lets a text come in as AWS End User Messaging hands it over (two-way SMS, by way of SNS). `from` is a number in E.164. Answers the
 * id that the text has there.
 */
export async function receiveText(publish: PublishToTopic, from: string, body: string): Promise<string> {
  const id = randomUUID();
  await publish(
    REPLIES_TOPIC,
    JSON.stringify({
      originationNumber: from,
      destinationNumber: SHOP_NUMBER,
      messageKeyword: 'KEYWORD_LOCAL',
      messageBody: body,
      inboundMessageId: id,
    }),
  );
  return id;
}
