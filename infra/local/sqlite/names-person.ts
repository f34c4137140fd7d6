import type { Person } from '../../../shared/app/privacy/traces.ts';

/**
 * Whether the body of a message names a person: `customerId` anywhere in its JSON, also in JSON that stands in it as text (a parked message), or
 * one of the addresses as a value. In what is no JSON, the id as a word or an address anywhere.
 */
export function namesPerson(body: string, person: Person): boolean {
  const parsed = parseJson(body);
  return parsed === undefined ? mentions(body, person) : valueNames(parsed.value, person);
}

function valueNames(value: unknown, person: Person): boolean {
  if (typeof value === 'string') {
    if (isAddressOf(value, person)) return true;
    const within = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
    return within !== undefined && valueNames(within.value, person);
  }
  if (Array.isArray(value)) return value.some((each) => valueNames(each, person));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([field, each]) =>
      (field === 'customerId' && each === person.customerId) ||
      (field === 'pk' && each === `customer#${person.customerId}`) ||
      valueNames(each, person),
  );
}

const isAddressOf = (value: string, { addresses }: Person): boolean =>
  addresses.some((address) => address.toLowerCase() === value.trim().toLowerCase());

function mentions(text: string, { customerId, addresses }: Person): boolean {
  const words = text.split(/[^\p{L}\p{N}_.:@+-]+/u);
  return words.includes(customerId) || addresses.some((address) => text.includes(address));
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}
