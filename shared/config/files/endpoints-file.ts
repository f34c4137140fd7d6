import * as z from 'zod';
import { CONTACT_PARTS } from '../../domain/webhook/endpoint-rules.ts';
import { slugSchema } from './slug.ts';

const urlMessage = 'must be an https: URL (http: for localhost alone), without user, password or fragment';

/** A host that a call from this machine reaches on this machine. */
const isLocalHost = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d+){3}$/.test(host) || host === '[::1]';

function isAllowedUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== '' || password !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLocalHost(hostname));
}

/** Those that frame the message or sign it; what authenticates is a secret, and secrets are not in files. */
const RESERVED_HEADERS =
  /^(webhook-.*|host|content-(type|length|encoding)|transfer-encoding|connection|te|upgrade|expect|authorization|proxy-.*|cookie|user-agent)$/i;

const headersSchema = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/, 'must be the name of a header field')
      .refine((name) => !RESERVED_HEADERS.test(name), {
        error: 'this header is set by Perennial or would hold a secret',
      }),
    z
      .string()
      .max(256)
      .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII on one line'),
  )
  .refine((headers) => Object.keys(headers).length <= 10, { error: 'must have at most 10 entries' });

const endpointSchema = z.strictObject({
  description: z.string().max(500).optional().describe('What it is, for those who read this file.'),
  url: z
    .string()
    .max(2000)
    .refine(isAllowedUrl, { error: urlMessage })
    .describe('Where it is called, by POST. https:, or http: for localhost.'),
  secret: slugSchema('warehouse').describe(
    'Name of the secret that signs what it is told: perennial/STAGE/webhook/NAME in Secrets Manager, PERENNIAL_SECRET_WEBHOOK_NAME on one machine.',
  ),
  include: z
    .array(z.enum(CONTACT_PARTS))
    .max(CONTACT_PARTS.length)
    .default([])
    .describe('What of the contact it gets: email, phone, name. Absent: nothing but the id of the customer.'),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(30)
    .default(15)
    .describe('How long a call may take. Absent: 15, as Standard Webhooks recommends 15 to 30.'),
  retries: z
    .int()
    .min(0)
    .max(20)
    .default(12)
    .describe(
      'Tries after the first, at growing intervals up to six hours, within three days. Absent: 12, about a day and a half.',
    ),
  headers: headersSchema.default({}).describe('More header fields, without secrets.'),
  allowsPrivateAddress: z
    .boolean()
    .default(false)
    .describe(
      'Whether it may stand in a private network (10.x, 172.16 to 31.x, 192.168.x, fc00::/7). Absent: no.',
    ),
});

/** endpoints.yaml: the systems that webhook steps tell, by their names. */
export const endpointsFileSchema = z
  .record(slugSchema('warehouse'), endpointSchema.describe('One endpoint, by its name.'))
  .describe('The systems that campaigns tell: small letters, digits and hyphens name each.');
