import * as z from 'zod';
import { type Answer, type AwsStub, jsonAnswer, jsonError, startAwsStub } from './aws-stub.ts';

const requestSchema = z.object({
  DestinationPhoneNumber: z.string(),
  OriginationIdentity: z.string().optional(),
  MessageBody: z.string().min(1).max(1600),
  MessageType: z.enum(['TRANSACTIONAL', 'PROMOTIONAL']),
  ConfigurationSetName: z.string().optional(),
  ProtectConfigurationId: z.string().optional(),
  MaxPrice: z.string().optional(),
  TimeToLive: z.int().min(5).max(259_200),
  DestinationCountryParameters: z
    .partialRecord(z.enum(['IN_ENTITY_ID', 'IN_TEMPLATE_ID']), z.string())
    .optional(),
  Context: z.record(z.string(), z.string()),
});

export interface SmsStub extends AwsStub {
  /** What SendTextMessage was asked for, the oldest first. */
  readonly texts: z.infer<typeof requestSchema>[];
}

/** The API of End User Messaging, as far as SendTextMessage goes. With `answer` it says that instead. */
export async function startSmsStub(answer?: Answer): Promise<SmsStub> {
  const texts: z.infer<typeof requestSchema>[] = [];
  const accept: Answer = ({ operation, body }) => {
    if (operation !== 'SendTextMessage') return jsonError('UnknownOperationException');
    texts.push(requestSchema.parse(JSON.parse(body)));
    return jsonAnswer({ MessageId: `00000000-0000-4000-8000-${String(texts.length).padStart(12, '0')}` });
  };
  return { ...(await startAwsStub(answer ?? accept)), texts };
}
