import { EVENT_FIELDS } from '../../domain/customer/event-data.ts';
import { MESSAGE_SLOTS } from '../../domain/message/message-variables.ts';
import { nearestName } from '../../nearest-name.ts';
import type { UseProblem } from './check-product-field.ts';
import type { TemplateUse } from './template-uses.ts';

/** What is wrong with the name of a slot, if anything, in a template that steps send like this. */
export function checkSlot(path: string, uses: readonly TemplateUse[]): UseProblem | undefined {
  if (isKnown(path, MESSAGE_SLOTS)) return undefined;
  const attribute = /^customer\.attributes(?:\.(.*))?$/.exec(path);
  if (attribute !== null) return checkAttribute(path, attribute[1]);
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

/** Which attributes there are only the shop knows. Nothing is named where the whole is meant, or a name is worked out. */
function checkAttribute(path: string, name: string | undefined): UseProblem | undefined {
  // Of what has no such field Liquid gives the number of fields.
  if (name === 'size')
    return {
      message: `"${path}" would be the number of attributes; give the attribute another name`,
    };
  if (name === undefined || /^[A-Za-z][A-Za-z0-9_]{0,63}(?:\.size)?$/.test(name)) return undefined;
  return { message: `unknown slot "${path}": an attribute's name is of letters, digits and "_"` };
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
