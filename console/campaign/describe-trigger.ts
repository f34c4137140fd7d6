import type { HolidayRule } from '../../shared/domain/calendar/holiday-rule.ts';
import { HOLIDAYS } from '../../shared/domain/calendar/holidays.ts';
import type { AnniversaryDay, Trigger } from '../../shared/domain/campaign/campaign-rules.ts';
import type { Frame } from '../frame.ts';
import type { Text } from '../text/en.ts';
import { showGroup } from '../text/show-group.ts';

type Words = Pick<Frame, 'text' | 'format'>;

/** When a campaign begins, in plain words of the reader's language; conditions and schedules stand as they are written. */
export function describeTrigger(trigger: Trigger, { text, format }: Words): string {
  const words = text.trigger;
  switch (trigger.kind) {
    case 'event': {
      const what = words.event[trigger.event];
      return trigger.when === undefined ? what : text.list([what, words.when(trigger.when)]);
    }
    case 'enters': {
      const entered = words.enters(words.class[trigger.what], showClass(trigger.what, trigger.name, text));
      const { backfillAt } = trigger;
      return backfillAt === undefined
        ? entered
        : text.list([entered, words.backfill(showLocal(backfillAt, format))]);
    }
    case 'leaves':
      return words.leaves(words.class[trigger.what], showClass(trigger.what, trigger.name, text));
    case 'schedule': {
      const shown =
        trigger.form === 'once'
          ? words.once(showLocal(trigger.text, format))
          : words[trigger.form](trigger.text);
      return text.list([shown, words.zone[trigger.zone]]);
    }
    case 'holiday':
      return text.list([
        showDay(holidayName(trigger.rule, text), trigger, { text, format }),
        words.zone[trigger.zone],
      ]);
    case 'anniversary':
      return showDay(anniversaryName(trigger.of, text), trigger, { text, format });
  }
}

interface DayOffset {
  readonly offsetDays: number;
  readonly minuteOfDay: number;
}

function showDay(name: string, { offsetDays, minuteOfDay }: DayOffset, { text, format }: Words): string {
  const { before, after, at } = text.trigger;
  const days = format.number(Math.abs(offsetDays));
  const day = offsetDays === 0 ? name : (offsetDays < 0 ? before : after)(days, name);
  const [hours, minutes] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60];
  return at(day, `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
}

/** A local date and time: 2026-11-11T10:00. */
const showLocal = (local: string, format: Words['format']): string =>
  `${format.day(local.slice(0, 10))} ${local.slice(11, 16)}`.trim();

/** A holiday by its name in the reader's language; compiled rules carry the rule only. */
function holidayName(rule: HolidayRule, text: Text): string {
  const wanted = JSON.stringify(rule);
  const known = Object.values(HOLIDAYS).find(({ rules }) =>
    Object.values<HolidayRule>(rules).some((each) => JSON.stringify(each) === wanted),
  );
  if (known === undefined) return text.trigger.ownDay;
  return text.trigger.holiday(known);
}

function anniversaryName(of: AnniversaryDay, text: Text): string {
  const words = text.trigger;
  switch (of.kind) {
    case 'birthday':
      return of.calendar === 'chinese' ? words.lunarBirthday : words.birthday;
    case 'first-order':
      return words.firstOrder;
    case 'attribute':
      return words.attribute(of.name);
  }
}

function showClass(what: 'stage' | 'tier' | 'segment' | 'group', name: string, text: Text): string {
  if (what === 'group') return showGroup(name, text);
  if (what === 'segment') return name;
  const words: Readonly<Record<string, string>> = text[what];
  return words[name] ?? name;
}
