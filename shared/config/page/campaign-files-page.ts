import { HOLIDAYS } from '../../domain/calendar/holidays.ts';
import { EVENT_FIELDS } from '../../domain/customer/event-data.ts';
import { jsonSchemas } from '../json-schemas.ts';
import { valueAt } from '../known-fields.ts';
import { fieldsTable } from './fields-table.ts';
import { code, isSchema, type Schema } from './schema-words.ts';

const INTRODUCTION = `# Campaign files

One file in \`campaigns/\` is one campaign: what makes a customer enter (\`trigger\`), who may (\`audience\`), what is done
(\`steps\`), and when it ends. \`npx perennial check\` tells everything that is wrong in the files at once, each with its line and
column. A field with a star must be there.

This page is made from the schemas that the files are checked against: \`npx perennial schemas --docs docs/campaign-files.md\`.

- A **duration** is \`3d\`, \`4h\` or \`30m\`. A **time of day** is \`'10:00'\`, by the customer's clock unless it says otherwise. A
  **local date and time** is \`2026-11-11T10:00\`, without a zone. Days of the week are \`mon\` to \`sun\`.
- A **condition** is a CEL expression over the customer ([what it may ask](guide.md#what-a-condition-may-ask)). In campaigns it
  may also ask for \`variant\` (text), for \`entry.field\`, which the event that began the journey told, and, where an event is at
  hand, for \`event.field\` ([which fields](#events)).
- A **name** is small letters, digits and single hyphens.`;

const AFTER_STEPS = `Every step of a campaign has a name of its own, those within steps included. Some fields are short for steps: \`without\` of an
event trigger is a wait named \`without\`; \`fallback\` of a send step \`first\` is a wait \`first-fallback-wait\` and a send step
\`first-fallback\`; and \`only\` of a step with ways of its own is a branch \`first-only\` before it. Records carry these names.`;

/** The reference of all that a campaign can say, as Markdown made from the JSON Schemas. */
export function campaignFilesPage(): string {
  const { campaign, sending, delivery, topics, sms, experiments, calendar } = jsonSchemas();
  const day = calendar.additionalProperties;
  const smsCountry = valueAt(sms, ['properties', 'countries', 'additionalProperties']);
  return `${[
    INTRODUCTION,
    '## campaigns/*.yaml',
    fieldsTable(campaign, ['trigger', 'steps']),
    '## Triggers',
    ...kindsOf(campaign.properties?.trigger),
    '## Steps',
    AFTER_STEPS,
    ...kindsOf(valueAt(campaign, ['definitions', 'step'])),
    '## Events',
    'What `entry` and `event` tell, by the kind of the event.',
    eventsTable(),
    '## sending.yaml',
    'What is fair to a customer, whatever campaigns want. Transactional messages pass it. A shop may do without the file.',
    fieldsTable(sending),
    '## delivery.yaml',
    'What keeps mail arriving ([the sending reputation](guide.md#the-sending-reputation)). Without the file the defaults of `reputation` hold, and nothing else.',
    fieldsTable(delivery),
    '## sms.yaml',
    'How text messages are written, when they may go by law, and what they cost. A shop may do without the file.',
    fieldsTable(sms),
    'Of each country:',
    isSchema(smsCountry) ? fieldsTable(smsCountry) : '',
    '## topics.yaml',
    'What customers turn on and off by itself, and which words they have to confirm. A shop may do without the file.',
    fieldsTable(topics),
    '## experiments.yaml',
    'How campaigns are compared. A shop may do without the file.',
    fieldsTable(experiments),
    '## calendar.yaml',
    "The shop's own days by their names, which a holiday trigger may name. A shop may do without the file. Of each day:",
    isSchema(day) ? fieldsTable(day) : '',
    '## Holidays',
    'What a holiday trigger may name. The first variant is meant where none is named.',
    holidaysTable(),
  ].join('\n\n')}\n`;
}

/** A part for each member of a union by `kind`. */
function kindsOf(union: unknown): readonly string[] {
  const members = isSchema(union) ? (union.oneOf ?? []) : [];
  return members.flatMap((member) => {
    if (!isSchema(member)) return [];
    const { kind, ...properties } = member.properties ?? {};
    const rest: Schema = { ...member, properties };
    const name = isSchema(kind) ? kind.const : undefined;
    return [`### ${code(`kind: ${name}`)}`, member.description ?? '', fieldsTable(rest)];
  });
}

function eventsTable(): string {
  const rows = Object.entries(EVENT_FIELDS).flatMap(([event, fields]) =>
    Object.entries(fields).map(
      ([field, { type, description }]) => `| ${code(event)} | ${code(field)} | ${type} | ${description} |`,
    ),
  );
  return ['| Event | Field | Type | Meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function holidaysTable(): string {
  const rows = Object.entries(HOLIDAYS).map(([name, { english, chinese, rules }]) => {
    const variants = Object.keys(rules);
    return `| ${code(name)} | ${english}, ${chinese} | ${variants.length > 1 ? variants.map(code).join(', ') : ''} |`;
  });
  return ['| Name | Holiday | Variants |', '|---|---|---|', ...rows].join('\n');
}
