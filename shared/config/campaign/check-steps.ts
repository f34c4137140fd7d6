import { EVENT_FIELDS } from '../../domain/customer/event-data.ts';
import { nearestName } from '../../nearest-name.ts';
import type { WaitStepFile } from '../files/step-file.ts';
import type { FieldPath } from '../yaml-file.ts';
import type { CampaignContext } from './campaign-context.ts';
import { namesOf, WITHOUT_STEP } from './step-names.ts';
import { type StepPlace, stepPlaces } from './step-places.ts';

/** The most steps that a campaign may have, those within steps included. */
const MOST_STEPS = 200;

/** Names that are there once, templates that there are, dates that the event tells. */
export function checkSteps(context: CampaignContext): void {
  const { value, yaml, problems } = context;
  const places = stepPlaces(value.steps);
  const beyond = places[MOST_STEPS];
  if (beyond !== undefined)
    problems.addAt(
      yaml,
      beyond.path,
      `a campaign has at most ${MOST_STEPS} steps, those within steps included`,
    );
  checkNames(context, places);
  for (const { step, path } of places) {
    if (step.kind === 'wait') checkDate(step, path, context);
    if (step.kind !== 'send') continue;
    checkTemplate(step.template, [...path, 'template'], context);
    step.vary.forEach(({ template }, index) => {
      checkTemplate(template, [...path, 'vary', index, 'template'], context);
    });
    checkTemplate(step.fallback?.template, [...path, 'fallback', 'template'], context);
  }
}

function checkNames({ value, yaml, problems }: CampaignContext, places: readonly StepPlace[]): void {
  const { trigger } = value;
  const takenBy = new Map<string, string>();
  if (trigger.kind === 'event' && trigger.without !== undefined)
    takenBy.set(WITHOUT_STEP, 'the wait for "without" of the trigger');
  for (const { step, path } of places) {
    for (const name of namesOf(step)) {
      const owner = takenBy.get(name);
      if (owner !== undefined) {
        const own = name === step.name ? '' : `step "${step.name}" makes one named "${name}", but `;
        problems.addAt(yaml, [...path, 'name'], `${own}${owner} is named "${name}" already`);
      }
      takenBy.set(name, name === step.name ? 'another step' : `a step that "${step.name}" makes`);
    }
  }
}

function checkTemplate(
  template: string | undefined,
  path: FieldPath,
  { templates, yaml, problems }: CampaignContext,
): void {
  if (template === undefined || templates.includes(template)) return;
  const message = `there is no folder templates/${template}`;
  problems.addAt(yaml, path, message, nearestName(template, templates));
}

function checkDate(
  { date }: WaitStepFile,
  path: FieldPath,
  { value, yaml, problems }: CampaignContext,
): void {
  if (date === undefined) return;
  const tell = (message: string, suggestion?: string) =>
    problems.addAt(yaml, [...path, 'date'], message, suggestion);
  const { trigger } = value;
  if (trigger.kind !== 'event') {
    tell('no event begins this campaign, so there is no "entry"');
    return;
  }
  const fields = Object.entries(EVENT_FIELDS[trigger.event]);
  const instants = fields.filter(([, { type }]) => type === 'instant').map(([name]) => `entry.${name}`);
  if (instants.includes(date)) return;
  const has = instants.length === 0 ? 'it tells none' : `it tells ${instants.join(', ')}`;
  tell(`${trigger.event} tells no instant "${date}"; ${has}`, nearestName(date, instants));
}
