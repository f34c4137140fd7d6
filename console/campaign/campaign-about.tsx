import type { ComponentChildren } from 'preact';
import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import type { CampaignRules } from '../../shared/domain/campaign/campaign-rules.ts';
import { type Frame, useFrame } from '../frame.ts';
import { describeTrigger } from './describe-trigger.ts';

/** What a campaign does, in words, as its file says; and its latest runs, where it is a dated one. */
export function CampaignAbout({ report }: { readonly report: CampaignReport }) {
  const frame = useFrame();
  const { text, format } = frame;
  const words = text.campaign;
  const { rules, broadcasts } = report;
  if (rules === undefined) return null;
  return (
    <section class="panel" aria-labelledby="about-title">
      <h2 id="about-title">{words.about}</h2>
      {rules.description !== undefined && <p class="description">{rules.description}</p>}
      <dl class="lines about">
        <Line name={words.trigger}>{describeTrigger(rules.trigger, frame)}</Line>
        <Line name={words.audience}>
          {rules.audience === undefined ? words.everybody : <code>{rules.audience}</code>}
        </Line>
        {(rules.exitWhen !== undefined || rules.exitOn.length > 0) && (
          <Line name={words.exit}>
            {rules.exitWhen !== undefined && <code class="exit">{rules.exitWhen}</code>}
            {exitEvents(rules, frame).map((exit) => (
              <span key={exit} class="exit">
                {exit}
              </span>
            ))}
          </Line>
        )}
        <Line name={words.reentry}>{showReentry(rules, frame)}</Line>
        <Line name={words.purpose}>{words[rules.purpose]}</Line>
        <Line name={words.holdout}>{format.percent(rules.holdoutPercent / 100)}</Line>
        <Line name={words.conversionWindow}>{words.orderWithin(format.number(rules.conversionDays))}</Line>
        {broadcasts.length > 0 && (
          <Line name={words.broadcasts}>
            {broadcasts.map(({ occurrence, status, startsAt, ticked }) => (
              <span key={occurrence} class="broadcast">
                {format.dateTime(startsAt)}: {words.broadcastStatus[status]}
                <small>{words.reached(format.number(ticked))}</small>
              </span>
            ))}
          </Line>
        )}
      </dl>
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const exitEvents = ({ exitOn }: CampaignRules, { text }: Frame): readonly string[] =>
  exitOn.map(({ event, when }) =>
    text.list([text.trigger.event[event], ...(when === undefined ? [] : [text.trigger.when(when)])]),
  );

function showReentry({ reentry }: CampaignRules, { text, format }: Frame): string {
  const words = text.campaign;
  switch (reentry.kind) {
    case 'once':
      return words.reentryOnce;
    case 'after':
      return reentry.days === 0 ? words.reentryAlways : words.reentryAfter(format.number(reentry.days));
    case 'always':
      return words.reentryAlways;
  }
}
