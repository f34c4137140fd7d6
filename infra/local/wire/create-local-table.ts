import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { TableResource } from '../template/local-topology.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

/** The properties that CloudFormation and CreateTable write alike. */
const tableSchema = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).exactOptional(),
        }),
      }),
    )
    .exactOptional(),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY']) })
    .exactOptional(),
});

/** Makes the table in DynamoDB Local out of the template's own properties, where it is not there from an earlier run. */
export async function createLocalTable(client: DynamoDBClient, table: TableResource): Promise<void> {
  const parsed = tableSchema.safeParse(table.properties);
  if (!parsed.success) {
    throw new PerennialError('LOCAL.TEMPLATE', {
      message: `The table ${table.name} cannot be made in DynamoDB Local: ${z.prettifyError(parsed.error)}`,
    });
  }
  const { StreamSpecification, ...properties } = parsed.data;
  const input: CreateTableCommandInput = {
    ...properties,
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    ...(StreamSpecification !== undefined && {
      StreamSpecification: { ...StreamSpecification, StreamEnabled: true },
    }),
  };
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}
