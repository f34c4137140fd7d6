import type { CampaignRules } from '../../domain/campaign/campaign-rules.ts';
import { CONDITION_VARIABLES, isConditionVariable } from '../../domain/condition/condition-variables.ts';
import type { AttributeValue } from '../../domain/customer/attribute-value.ts';
import type { CustomerView } from '../../domain/customer/customer-view.ts';
import { EVENT_FIELDS, type EventValue } from '../../domain/customer/event-data.ts';
import { nearestName } from '../../nearest-name.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { PersonaWishes } from './persona.ts';

/**
 * Reads `tier=mid,stage=lapsed,locale=zh-CN,name=Mei,variant=offer,attributes.club=true,entry.total=30`: any variable of a
 * condition, the name, the variant, and fields of the event that begins the journey. Lists are joined by `|`. Throws
 * `PREVIEW.BAD_PERSONA`.
 */
export function parsePersona(text: string, campaign: CampaignRules): PersonaWishes {
  const view: Record<string, unknown> = {};
  const attributes: Record<string, AttributeValue> = {};
  const entry: Record<string, EventValue> = {};
  let name: string | undefined;
  let variant: string | undefined;
  for (const part of text.split(',').filter((each) => each.trim() !== '')) {
    const split = part.indexOf('=');
    if (split < 1) throw refusal(`"${part.trim()}" says nothing; write it as tier=mid`);
    const key = part.slice(0, split).trim();
    const value = part.slice(split + 1).trim();
    const [group, field] = key.split(/\.(.*)/s);
    if (key === 'name') name = value;
    else if (key === 'variant') variant = knownVariant(value, campaign);
    else if (group === 'attributes' && field) attributes[field] = attributeValue(value);
    else if (group === 'entry' && field) entry[field] = entryValue(field, value, campaign);
    else if (isConditionVariable(key)) view[key] = variableValue(key, value);
    else throw unknownField(key);
  }
  return {
    view: { ...pickView(view), ...(Object.keys(attributes).length > 0 && { attributes }) },
    ...(name !== undefined && { name }),
    ...(variant !== undefined && { variant }),
    entry,
  };
}

const KEYS = [...Object.keys(CONDITION_VARIABLES), 'name', 'variant'];

function refusal(message: string, suggestion?: string): PerennialError {
  const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
  return new PerennialError('PREVIEW.BAD_PERSONA', {
    message: `The person previewed for: ${message}${hint}`,
  });
}

function unknownField(key: string): PerennialError {
  const nearest = nearestName(key, KEYS);
  return nearest === undefined
    ? refusal(
        `unknown field "${key}"; there are ${KEYS.join(', ')}, attributes.NAME and, of the event, entry.NAME`,
      )
    : refusal(`unknown field "${key}"`, nearest);
}

function knownVariant(value: string, { name, variants }: CampaignRules): string {
  const names = variants.map((variant) => variant.name);
  if (names.includes(value)) return value;
  throw names.length === 0
    ? refusal(`campaign "${name}" has no variants`)
    : refusal(`there is no variant "${value}"; there are ${names.join(', ')}`, nearestName(value, names));
}

function entryValue(field: string, value: string, { name, trigger }: CampaignRules): EventValue {
  if (trigger.kind !== 'event') throw refusal(`no event begins campaign "${name}", so there is no "entry"`);
  const known = EVENT_FIELDS[trigger.event][field];
  const fields = Object.keys(EVENT_FIELDS[trigger.event]);
  if (known === undefined)
    throw refusal(`${trigger.event} has no field "${field}"`, nearestName(field, fields));
  if (known.type === 'number') return numberOf(`entry.${field}`, value);
  return known.type === 'texts' ? listOf(value) : value;
}

function variableValue(key: keyof CustomerView, value: string): unknown {
  const { type, values } = CONDITION_VARIABLES[key];
  switch (type) {
    case 'string':
      if (values !== undefined && !values.includes(value))
        throw refusal(`${key} is one of ${values.join(', ')}, not "${value}"`, nearestName(value, values));
      return value;
    case 'int':
    case 'double':
      return numberOf(key, value);
    case 'bool':
      if (value !== 'true' && value !== 'false') throw refusal(`${key} is true or false, not "${value}"`);
      return value === 'true';
    case 'list<string>':
      return listOf(value);
    default:
      throw refusal(`${key} cannot be given as a whole; give attributes.name=value`);
  }
}

const listOf = (value: string): string[] => value.split('|').filter((each) => each !== '');

function numberOf(key: string, value: string): number {
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) throw refusal(`${key} is a number, not "${value}"`);
  return number;
}

function attributeValue(value: string): AttributeValue {
  if (value === 'true' || value === 'false') return value === 'true';
  return value !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}

/** Each value has been held against its variable's type already. */
const pickView = (fields: Readonly<Record<string, unknown>>): Partial<CustomerView> => fields;
