import { WEEKDAYS, type Weekday } from '../../domain/calendar/civil-date.ts';
import { compileSendWindows, DAY_MINUTES, type SendWindows } from '../../domain/calendar/send-windows.ts';
import type { Channel } from '../../domain/channel.ts';
import { durationMs } from '../files/duration-text.ts';
import type { SendStepFile } from '../files/send-step.ts';
import type { StepFile } from '../files/step-file.ts';
import { minuteOfDay } from '../files/time-of-day.ts';
import type { TriggerFile } from '../files/trigger-file.ts';
import { toWeeklyHours } from '../files/weekly-hours.ts';
import type { CampaignContext } from './campaign-context.ts';
import { innerLists, type StepList, stepPlaces } from './step-places.ts';

const MINUTE_MS = 60_000;

/** A local time on some days of the week, where a journey's own is known. */
interface KnownTime {
  readonly days: readonly Weekday[];
  readonly minute: number;
}

type Windows = ReadonlyMap<Channel, SendWindows>;

/** Messages that could never go: where no hours are left to send in, or all of them come after the message has expired. */
export function checkSendTimes(context: CampaignContext): void {
  const { value, sending, yaml, problems } = context;
  // Transactional messages go at any time.
  if (sending === undefined || value.purpose === 'transactional') return;
  const sends = stepPlaces(value.steps).flatMap(({ step }) => (step.kind === 'send' ? [step] : []));
  const windows = new Map<Channel, SendWindows>();
  for (const channel of new Set(sends.flatMap(channelsOf))) {
    const compiled = compileSendWindows(value.sendHours.map(toWeeklyHours), sending.quietHours[channel]);
    if (compiled.ok) windows.set(channel, compiled.windows);
    else {
      const message = `for ${channel}, ${compiled.message}: these hours all lie within those of sending.yaml`;
      problems.addAt(yaml, ['sendHours'], message);
    }
  }
  checkList({ steps: value.steps, path: ['steps'] }, timeOfTrigger(value.trigger), windows, context);
}

function checkList(
  { steps, path }: StepList,
  from: KnownTime | undefined,
  windows: Windows,
  context: CampaignContext,
): void {
  let time = from;
  steps.forEach((step, index) => {
    const here = [...path, index];
    if (step.kind === 'send' && time !== undefined && expiresBefore(step, time, windows)) {
      const message = `expires before it may ever go: it is asked for in hours in which nothing is sent, and they last longer than ${step.expiresAfter}`;
      context.problems.addAt(context.yaml, [...here, 'expiresAfter'], message);
    }
    const inner = step.kind === 'wait' ? undefined : time;
    for (const list of innerLists({ step, path: here })) checkList(list, inner, windows, context);
    time = timeAfter(step, time);
  });
}

/** The time at which the step after this one is taken. A step that may be passed over, or may wait, leaves it open. */
function timeAfter(step: StepFile, time: KnownTime | undefined): KnownTime | undefined {
  if (step.kind === 'branch' || step.kind === 'split' || step.kind === 'send') return undefined;
  if (step.kind !== 'wait') return time;
  const { until, days = WEEKDAYS } = step;
  if (step.only !== undefined || until === undefined) return undefined;
  return { days, minute: minuteOfDay(until) };
}

/** When journeys begin by the customer's clock, where that is always the same. */
function timeOfTrigger(trigger: TriggerFile): KnownTime | undefined {
  switch (trigger.kind) {
    case 'schedule': {
      const [, time] = (trigger.once ?? '').split('T');
      if (trigger.zone === 'shop' || time === undefined) return undefined;
      return { days: WEEKDAYS, minute: minuteOfDay(time) };
    }
    case 'holiday':
      return trigger.zone === 'shop' ? undefined : { days: WEEKDAYS, minute: minuteOfDay(trigger.at) };
    case 'birthday':
    case 'anniversary':
      return { days: WEEKDAYS, minute: minuteOfDay(trigger.at) };
    default:
      return undefined;
  }
}

function expiresBefore(step: SendStepFile, { days, minute }: KnownTime, windows: Windows): boolean {
  const expiresAfterMs = durationMs(step.expiresAfter);
  return channelsOf({ ...step, fallback: undefined }).every((channel) => {
    const opensIn = windows.get(channel)?.opensIn;
    return days.every((day) => {
      const wait = opensIn?.[WEEKDAYS.indexOf(day) * DAY_MINUTES + minute] ?? 0;
      return wait * MINUTE_MS > expiresAfterMs;
    });
  });
}

export const channelsOf = ({ channel, channels = [], vary, fallback }: SendStepFile): readonly Channel[] => [
  ...[channel ?? []].flat(),
  ...channels,
  ...vary.flatMap((variation) => [variation.channel ?? [], variation.channels ?? []].flat()),
  ...[fallback?.channel ?? []].flat(),
];
