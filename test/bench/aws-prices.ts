/**
 * On-demand list prices in USD, region us-east-1, before any free tier, as AWS's own price lists and pricing pages gave
 * them between 2026-03 and 2026-09: aws.amazon.com/{dynamodb,eventbridge,sqs,lambda,api-gateway}/pricing.
 */
export const awsPrices = {
  /** DynamoDB Standard, on demand: per million request units. */
  millionWriteUnits: 0.625,
  millionReadUnits: 0.125,
  /** EventBridge (classic bus): per million custom events published, of up to 64 KB. Delivery to SQS is free. */
  millionBusEvents: 1,
  /** EventBridge archive: per GB that goes into it. */
  gigabyteArchived: 0.1,
  /** SQS standard: per million requests, of up to 64 KB. */
  millionQueueRequests: 0.4,
  /** Lambda: per million requests, and per GB-second on arm64. */
  millionInvocations: 0.2,
  gigabyteSecond: 0.0000133334,
  /** API Gateway HTTP API: per million requests of up to 512 KB. */
  millionHttpRequests: 1,
} as const;
