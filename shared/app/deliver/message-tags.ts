import * as z from 'zod';
import type { MessageOrder } from '../../domain/message/message-order.ts';
import type { MessageReference } from '../../domain/message/message-reference.ts';

/** Characters that SES takes in a tag's value. */
const LONGEST_VALUE = 256;
/** What AWS echoes of a text message: its `Context` has five entries at most. */
const MOST_CONTEXT_ENTRIES = 5;

/** Tags that hold the reference: `reference`, and `reference-2` and so on where it does not fit into one. */
const REFERENCE = 'reference';

const referenceSchema = z.tuple([
  z.string().min(1),
  z.string().min(1),
  z.string().min(1),
  z.string().min(1),
  z.enum(['email', 'sms']),
]);

type Tagged = MessageReference & Pick<MessageOrder, 'template' | 'variant'>;

/**
 * What a provider gives back with whatever it tells of a message: the reference, in base64url over as many tags as it takes, and in
 * plain words what people look for in the provider's own console. Of a text message those are left out for which there is no
 * room. Names and values of [A-Za-z0-9_-], at most 256 characters.
 */
export function tagsOf(message: Tagged): Readonly<Record<string, string>> {
  const { campaign, step, template, variant, channel } = message;
  const plain = [
    ['campaign', campaign],
    ['step', step],
    ['template', template],
    ...(variant === undefined ? [] : [['variant', variant]]),
  ].map(([name = '', value = '']) => [name, plainValue(value)] as const);
  const entries = [...referenceTags(message), ...plain];
  return Object.fromEntries(channel === 'sms' ? entries.slice(0, MOST_CONTEXT_ENTRIES) : entries);
}

/** Reads the reference back from the tags of a mail (SES gives each as a list) or the context of a text; undefined where there is none. */
export function referenceOfTags(
  tags: Readonly<Record<string, string | readonly string[] | undefined>>,
): MessageReference | undefined {
  let encoded = '';
  for (let part = 1; ; part += 1) {
    const value = tags[partName(part)];
    const text = typeof value === 'string' ? value : value?.[0];
    if (text === undefined) break;
    encoded += text;
  }
  const parsed = referenceSchema.safeParse(parseJson(Buffer.from(encoded, 'base64url').toString('utf8')));
  if (!parsed.success) return undefined;
  const [customerId, campaign, step, occurrence, channel] = parsed.data;
  return { customerId, campaign, step, occurrence, channel };
}

function referenceTags(reference: MessageReference): (readonly [string, string])[] {
  const { customerId, campaign, step, occurrence, channel } = reference;
  const json = JSON.stringify([customerId, campaign, step, occurrence, channel]);
  const encoded = Buffer.from(json, 'utf8').toString('base64url');
  return Array.from({ length: Math.ceil(encoded.length / LONGEST_VALUE) }, (_, index) => [
    partName(index + 1),
    encoded.slice(index * LONGEST_VALUE, (index + 1) * LONGEST_VALUE),
  ]);
}

const partName = (part: number): string => (part === 1 ? REFERENCE : `${REFERENCE}-${part}`);

const plainValue = (text: string): string =>
  text.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, LONGEST_VALUE) || '_';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
