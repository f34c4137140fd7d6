import { EVENT_FIELDS } from '../../domain/customer/event-data.ts';
import { MESSAGE_SLOTS } from '../../domain/message/message-variables.ts';
import { nearestName } from '../../nearest-name.ts';
import type { UseProblem } from './check-product-field.ts';
import type { TemplateUse } from './template-uses.ts';

/** What is wrong with the name of a slot, if anything, in a template that steps send like this. */
export function checkSlot(path: string, uses: readonly TemplateUse[]): UseProblem | undefined {
  if (isKnown(path, MESSAGE_SLOTS)) return undefined;
  const [group, ...rest] = path.split('.');
  const field = rest.join('.');
  if (group !== 'offer' && group !== 'event') return unknown(path, MESSAGE_SLOTS);
  // A template that no step sends yet may name what it likes.
  if (field === '' || uses.length === 0) return undefined;
  const fields = group === 'offer' ? offered(uses) : told(uses);
  if (isKnown(field, fields)) return undefined;
  if (fields.length > 0)
    return unknown(
      path,
      fields.map((name) => `${group}.${name}`),
    );
  const message =
    group === 'offer'
      ? 'no step that sends this template has an offer'
      : 'no event begins the campaigns that send this';
  return { message: `unknown slot "${path}": ${message}` };
}

function unknown(path: string, known: readonly string[]): UseProblem {
  const suggestion = nearestName(path, known);
  const message = `unknown slot "${path}"`;
  return suggestion === undefined ? { message } : { message, suggestion };
}

const isKnown = (path: string, slots: readonly string[]): boolean =>
  slots.some((slot) => path === slot || path === `${slot}.size` || slot.startsWith(`${path}.`));

const offered = (uses: readonly TemplateUse[]): readonly string[] => [
  ...new Set(uses.flatMap(({ offer }) => Object.keys(offer))),
];

const told = (uses: readonly TemplateUse[]): readonly string[] => [
  ...new Set(uses.flatMap(({ entry }) => (entry === undefined ? [] : Object.keys(EVENT_FIELDS[entry])))),
];
