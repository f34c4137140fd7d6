import * as z from 'zod';
import { PerennialError } from '../../shared/perennial-error.ts';
import { runningServer } from './running-server.ts';

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * Asks the run that holds a data folder, by POST where something is posted; undefined where none does, or nobody answers: the run that noted its port is gone.
 * Throws the code and the message of the run where it refuses, and `CLI.OTHER_VERSION` where it does not know the path, or its
 * answer is not of this version's shape.
 */
export async function askServer<Answer>(
  data: string,
  path: string,
  answerSchema: z.ZodType<Answer>,
  posted?: object,
): Promise<Answer | undefined> {
  const server = runningServer(data);
  if (server === undefined) return undefined;
  const response = await fetch(`${server}${path}`, posted && postOf(posted)).catch(() => undefined);
  if (response === undefined) return undefined;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answerOf(body, answerSchema, server);
  const refusal = errorSchema.safeParse(body);
  if (refusal.success) throw refused(refusal.data.error, server);
  throw new PerennialError('CLI.NOT_A_SHOP', {
    message: `What answers at ${server} (${response.status}) is not the shop that keeps ${data}. Stop it, or start the shop anew with npm start.`,
  });
}

const postOf = (posted: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(posted),
});

/** A path that this version asks for and the run does not have is one that the run's version had not yet, or no longer. */
function refused({ code, message }: z.infer<typeof errorSchema>['error'], server: string): PerennialError {
  return code === 'CONSOLE.UNKNOWN_PATH'
    ? otherVersion(server, { refusal: message })
    : new PerennialError(code, { message });
}

function answerOf<Answer>(body: unknown, answerSchema: z.ZodType<Answer>, server: string): Answer {
  const parsed = answerSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  // Where the shapes differ, never what stood there.
  throw otherVersion(server, { differsAt: parsed.error.issues.map(({ path }) => path.join('.')) });
}

const otherVersion = (server: string, details: Readonly<Record<string, unknown>>): PerennialError =>
  new PerennialError('CLI.OTHER_VERSION', {
    message: `The shop that runs at ${server} answers as another version of Perennial does. Stop it and start it anew with this version (npx perennial start), or use the version that started it.`,
    details,
  });
