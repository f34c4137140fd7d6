import * as z from 'zod';

const text = z.string().nullish();
const lists = z.record(z.string(), z.union([z.array(z.string()), z.string()])).nullish();

/** An endpoint as Amazon Pinpoint exports it (`EndpointResponse` and the files of export jobs); what is not used here is left out. */
export const pinpointEndpointSchema = z.object({
  Id: text,
  Address: text,
  ChannelType: text,
  OptOut: text,
  EndpointStatus: text,
  EffectiveDate: text,
  CreationDate: text,
  Location: z.object({ Country: text }).nullish(),
  Demographic: z.object({ Locale: text, Timezone: text }).nullish(),
  Attributes: lists,
  Metrics: z.record(z.string(), z.number()).nullish(),
  User: z.object({ UserId: text, UserAttributes: lists }).nullish(),
});
export type PinpointEndpoint = z.infer<typeof pinpointEndpointSchema>;

const LISTS: ReadonlySet<string> = new Set(['Attributes', 'UserAttributes']);

/** The same out of a CSV row, whose columns are paths: `User.UserAttributes.Interests`, with a number after it for each of several. */
export function endpointOfRow(names: readonly string[], fields: readonly string[]): unknown {
  const endpoint: Record<string, unknown> = {};
  const groups = new Map<string, Record<string, unknown>>([['', endpoint]]);
  const groupAt = (path: readonly string[]): Record<string, unknown> => {
    const key = path.join('.');
    const known = groups.get(key);
    if (known !== undefined) return known;
    const made: Record<string, unknown> = {};
    groupAt(path.slice(0, -1))[path.at(-1) ?? ''] = made;
    groups.set(key, made);
    return made;
  };
  names.forEach((name, position) => {
    const value = fields[position] ?? '';
    if (value === '') return;
    const parts = name.split('.');
    const listAt = parts.findIndex((part) => LISTS.has(part));
    if (listAt < 0) {
      const last = parts.at(-1) ?? '';
      groupAt(parts.slice(0, -1))[last] = parts[0] === 'Metrics' ? Number(value) : value;
      return;
    }
    const list = groupAt(parts.slice(0, listAt + 1));
    const attribute = parts
      .slice(listAt + 1)
      .join('_')
      .replace(/(?:_|\[)\d+\]?$/, '');
    const earlier = list[attribute];
    list[attribute] = [...(Array.isArray(earlier) ? earlier : []), value];
  });
  return endpoint;
}
