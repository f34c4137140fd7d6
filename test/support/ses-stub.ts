import type { OutgoingMail } from '../../shared/ports.ts';
import { type Answer, type AwsStub, type StubAnswer, startAwsStub } from './aws-stub.ts';

/** A mail as SES got it, with the configuration set that it went through. */
interface SesMail extends OutgoingMail {
  readonly configurationSet: string;
}

export interface SesStub extends AwsStub {
  readonly mails: SesMail[];
}

export const sesError = (code: string, message: string, status = 400): StubAnswer => ({
  status,
  body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
});

function mailOf(form: URLSearchParams): SesMail {
  const tags: Record<string, string> = {};
  for (let member = 1; form.has(`Tags.member.${member}.Name`); member += 1) {
    tags[form.get(`Tags.member.${member}.Name`) ?? ''] = form.get(`Tags.member.${member}.Value`) ?? '';
  }
  return {
    from: form.get('Source') ?? '',
    to: form.get('Destinations.member.1') ?? '',
    raw: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'),
    tags,
    configurationSet: form.get('ConfigurationSetName') ?? '',
  };
}

/** The query API of SES, as far as SendRawEmail goes. With `answer` it says that instead. */
export async function startSesStub(answer?: Answer): Promise<SesStub> {
  const mails: SesMail[] = [];
  const accept: Answer = ({ body }) => {
    const form = new URLSearchParams(body);
    if (form.get('Action') !== 'SendRawEmail') return sesError('InvalidAction', 'Not in this stub');
    mails.push(mailOf(form));
    const id = `0100019${mails.length}-stub`;
    return {
      body: `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>${id}</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></SendRawEmailResponse>`,
    };
  };
  return { ...(await startAwsStub(answer ?? accept)), mails };
}
