import { type AwsStub, jsonAnswer, jsonError, type StubAnswer, startAwsStub } from './aws-stub.ts';

/** By operation, or for SES by the path below `/v2/email/`: what AWS says. */
type Told = Readonly<Record<string, object | StubAnswer>>;

/** How SES refuses: the code in a header, with a type of its own after it. */
export const refused = (code: string, status: number): StubAnswer => ({
  status,
  contentType: 'application/json',
  headers: { 'x-amzn-errortype': `${code}:http://internal.amazon.com/coral/com.amazonaws.ses/` },
  body: JSON.stringify({ message: `${code} for the test` }),
});

/** No right to ask. */
export const accessDenied = refused('AccessDeniedException', 403);
/** Keys that AWS does not know. */
export const badKeys = refused('UnrecognizedClientException', 403);

const isAnswer = (told: object): told is StubAnswer => 'body' in told && typeof told.body === 'string';

/**
 * An AWS account as `doctor` asks it, by the protocols of the services: REST for SES, JSON for the others. What it is not told
 * is not there.
 */
export async function startAccountStub(told: Told): Promise<AwsStub> {
  return await startAwsStub(({ operation, path }) => {
    const isRest = operation === '';
    const answer = told[isRest ? decodeURIComponent(path.replace('/v2/email/', '')) : operation];
    if (answer === undefined)
      return isRest ? refused('NotFoundException', 404) : jsonError('ResourceNotFoundException');
    return isAnswer(answer) ? answer : jsonAnswer(answer);
  });
}
