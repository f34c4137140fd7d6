import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { signatureHeaders, webhookKeys } from '../../shared/app/webhook/sign-webhook.ts';
import { ROOT } from '../support/run-perennial.ts';

type Check = (headers: Readonly<Record<string, string>>, body: string, secret: string) => unknown;

const moduleSchema = z.object({
  isGenuine: z.custom<Check>((value) => typeof value === 'function'),
});

/** The code that the guide gives to whoever receives webhooks. */
async function readSnippet(): Promise<Check> {
  const guide = readFileSync(join(ROOT, 'docs/guide.md'), 'utf8');
  const code = /### Webhooks\n[\s\S]*?```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  return moduleSchema.parse(await import(/* @vite-ignore */ url)).isGenuine;
}

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const OLD_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"type":"webhook.requested","data":{"contact":{"name":"茶"}}}';

const signed = (secret: string, at = Date.now()) =>
  signatureHeaders({ id: 'msg_1', at, payload: BODY, keys: webhookKeys('test', secret) });

describe('the check of a signature that the guide shows', () => {
  it('takes what was signed, also while the secret is rotated', async () => {
    const isGenuine = await readSnippet();
    expect(isGenuine(signed(SECRET), BODY, SECRET)).toBe(true);
    expect(isGenuine(signed(`${SECRET} ${OLD_SECRET}`), BODY, OLD_SECRET)).toBe(true);
  });

  it('refuses what was changed, signed by another, kept for later or not signed at all', async () => {
    const isGenuine = await readSnippet();
    const headers = signed(SECRET);
    expect(isGenuine(headers, `${BODY} `, SECRET)).toBe(false);
    expect(isGenuine({ ...headers, 'webhook-id': 'msg_2' }, BODY, SECRET)).toBe(false);
    expect(isGenuine(headers, BODY, OLD_SECRET)).toBe(false);
    expect(isGenuine(signed(SECRET, Date.now() - 600_000), BODY, SECRET)).toBe(false);
    expect(isGenuine({}, BODY, SECRET)).toBe(false);
  });
});
