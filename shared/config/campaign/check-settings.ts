import type { CampaignContext } from './campaign-context.ts';

/** Fields that do not go together. */
export function checkSettings({ value, yaml, problems }: CampaignContext): void {
  const { trigger, purpose, holdout, reentry, pace, onUncertain } = value;
  const isDated =
    trigger.kind === 'schedule' ||
    trigger.kind === 'holiday' ||
    (trigger.kind === 'enters' && trigger.backfill !== undefined);
  if (pace !== undefined && !isDated) {
    const message =
      'a pace is for campaigns at a date, a holiday or with a backfill; here customers come one by one';
    problems.addAt(yaml, ['pace'], message);
  }
  if (reentry === 'always' && trigger.kind !== 'event') {
    const message =
      'always, even side by side, is for events such as invoices; write { afterDays: 0 } for each time, one after the other';
    problems.addAt(yaml, ['reentry'], message);
  }
  if (purpose === 'promotional' && onUncertain === 'retry') {
    const message =
      'only a transactional message is worth coming twice; write purpose: transactional, or remove onUncertain';
    problems.addAt(yaml, ['onUncertain'], message);
  }
  if (purpose === 'transactional' && holdout > 0) {
    const message = 'nobody is held out of a transactional campaign; remove the holdout';
    problems.addAt(yaml, ['holdout'], message);
  }
}
