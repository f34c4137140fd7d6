import type { Trigger } from '../../domain/campaign/campaign-rules.ts';
import { minuteOfDay } from '../files/time-of-day.ts';
import type { TriggerFile } from '../files/trigger-file.ts';
import { holidayNamed } from './holiday-named.ts';
import type { OwnDays } from './own-days.ts';
import { triggerClass } from './trigger-class.ts';

/** The trigger of a campaign file that has been checked. Throws RangeError for a holiday that there is not. */
export function compileTrigger(trigger: TriggerFile, ownDays: OwnDays): Trigger {
  switch (trigger.kind) {
    case 'enters': {
      const { backfill } = trigger;
      const entered = { kind: trigger.kind, ...triggerClass(trigger) };
      return backfill === undefined ? entered : { ...entered, backfillAt: backfill };
    }
    case 'leaves':
      return { kind: trigger.kind, ...triggerClass(trigger) };
    case 'event': {
      const { kind, event, when } = trigger;
      return when === undefined ? { kind, event } : { kind, event, when };
    }
    case 'schedule': {
      const { kind, once, cron, rrule = '', start, zone } = trigger;
      if (once !== undefined) return { kind, form: 'once', text: once, zone };
      if (cron !== undefined) return { kind, form: 'cron', text: cron, zone };
      return { kind, form: 'rrule', text: rrule, ...(start !== undefined && { start }), zone };
    }
    case 'holiday': {
      const { kind, holiday, variant, offsetDays, at, zone } = trigger;
      const named = holidayNamed(holiday, variant, ownDays);
      if (named.kind !== 'found') throw new RangeError(`There is no holiday "${holiday}".`);
      return { kind, rule: named.rule, offsetDays, minuteOfDay: minuteOfDay(at), zone };
    }
    case 'birthday': {
      const { calendar, offsetDays, at, leapDay } = trigger;
      const of = { kind: 'birthday', calendar } as const;
      return { kind: 'anniversary', of, offsetDays, minuteOfDay: minuteOfDay(at), leapDay };
    }
    case 'anniversary': {
      const { kind, attribute, offsetDays, at, leapDay } = trigger;
      const of =
        attribute === undefined
          ? ({ kind: 'first-order' } as const)
          : ({ kind: 'attribute', name: attribute } as const);
      return { kind, of, offsetDays, minuteOfDay: minuteOfDay(at), leapDay };
    }
  }
}
