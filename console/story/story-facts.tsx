import type { ComponentChildren } from 'preact';
import type { CustomerStory } from '../../shared/app/console/read-story.ts';
import { consentStatus } from '../../shared/domain/customer/consent.ts';
import type { Claim } from '../../shared/domain/message/claim.ts';
import { rfmKey } from '../../shared/domain/segment/rfm-score.ts';
import { useFrame } from '../frame.ts';
import { showGroup } from '../text/show-group.ts';
import { showMoney } from '../text/show-money.ts';
import { showReason } from '../text/show-reason.ts';
import { showScore } from './describe-fact.ts';

/** What is known of the customer now, in a few small panels. */
export function StoryFacts({ story }: { readonly story: CustomerStory }) {
  const frame = useFrame();
  const { text, format, overview } = frame;
  const words = text.story;
  const { state, summary, contact, dueAt, claims } = story;
  const { classes, profile, consents } = state;
  const { lastOrderAt } = summary;
  const score = classes.rfm && rfmKey(classes.rfm);
  const group = overview?.groups.find(({ cells }) => score !== undefined && cells.includes(score));

  const contactLines = [
    ...(contact.email === undefined ? [] : [{ name: words.email, value: contact.email }]),
    ...(contact.phone === undefined ? [] : [{ name: words.phone, value: contact.phone }]),
  ];
  const consentLines = (['email', 'sms'] as const).flatMap((channel) => {
    const consent = consents[channel];
    const ofTopics = Object.entries(state.topics ?? {}).flatMap(([key, said]) => {
      const topic = key.startsWith(`${channel}/`) ? key.slice(channel.length + 1) : undefined;
      return topic === undefined
        ? []
        : [{ key, name: text.fact.onTopic(text.channel[channel], topic), consent: said }];
    });
    const whole = consent === undefined ? [] : [{ key: channel, name: text.channel[channel], consent }];
    return [...whole, ...ofTopics];
  });
  const profileLines = [
    { name: words.country, value: profile.country?.value },
    { name: words.locale, value: profile.locale?.value },
    { name: words.timeZone, value: profile.timeZone?.value },
    { name: words.birthday, value: profile.birthday && format.birthday(profile.birthday.value) },
    ...Object.entries(profile.attributes).map(([name, { value }]) => ({ name, value })),
  ].filter(({ value }) => value !== undefined && value !== null);

  return (
    <div class="facts">
      <Facts title={words.classes}>
        <Line name={words.stage}>{text.stage[classes.stage]}</Line>
        <Line name={words.tier}>{text.tier[classes.tier]}</Line>
        <Line name={words.frequency}>{text.frequency[classes.frequency]}</Line>
        <Line name={words.rfm}>
          <span title={words.rfmMeaning}>{showScore(classes.rfm, text)}</span>
          {group && <small>{showGroup(group.name, text)}</small>}
        </Line>
        <Line name={words.price}>
          {classes.price === undefined ? words.unknownNeed : text.price[classes.price]}
        </Line>
        <Line name={words.novelty}>
          {classes.novelty === undefined ? words.unknownNeed : text.novelty[classes.novelty]}
        </Line>
        <Line name={words.segments}>
          {state.segments.length === 0 ? words.noSegments : text.list(state.segments)}
        </Line>
      </Facts>
      <Facts title={words.buying}>
        <Line name={words.orders}>{format.number(summary.orders)}</Line>
        <Line name={words.spent}>{showMoney(summary.spent, frame)}</Line>
        <Line name={words.lastOrder}>
          {lastOrderAt === undefined ? text.nothing : format.date(lastOrderAt)}
        </Line>
        <Line name={words.due}>{dueAt === undefined ? words.dueNever : format.date(dueAt)}</Line>
      </Facts>
      <Facts
        title={contact.name ?? words.contact}
        empty={contactLines.length === 0 ? words.noContact : undefined}
      >
        {contactLines.map(({ name, value }) => (
          <Line key={name} name={name}>
            {value}
          </Line>
        ))}
      </Facts>
      <Facts title={words.consents} empty={consentLines.length === 0 ? words.noConsents : undefined}>
        {consentLines.map(({ key, name, consent }) => (
          <Line key={key} name={name}>
            {words[consentStatus(consent) ?? consent.status]}
            <small>{words.consentFrom(consent.source, format.date(consent.at))}</small>
          </Line>
        ))}
      </Facts>
      <Facts title={words.profile} empty={profileLines.length === 0 ? words.noProfile : undefined}>
        {profileLines.map(({ name, value }) => (
          <Line key={name} name={name}>
            {String(value)}
          </Line>
        ))}
      </Facts>
      <Facts
        title={words.journeys}
        empty={state.journeys.length + state.openCases.length === 0 ? words.noJourneys : undefined}
      >
        {state.journeys.map((journey) => (
          <Line
            key={`${journey.campaign}/${journey.occurrence}`}
            name={<a href={`/campaigns/${encodeURIComponent(journey.campaign)}`}>{journey.campaign}</a>}
          >
            {journey.phase === 'booked' ? words.journeyBooked : words.journeyStep(journey.step)}
            {journey.variant !== undefined && <small>{text.fact.variant(journey.variant)}</small>}
            {journey.held === undefined ? (
              <small>{words.journeyUntil(format.dateTime(journey.until))}</small>
            ) : (
              <small>
                {words.journeyHeld(
                  showReason(journey.held.reason, text),
                  format.dateTime(journey.held.since),
                )}
              </small>
            )}
          </Line>
        ))}
        {state.openCases.length > 0 && <Line name={words.openCases}>{text.list(state.openCases)}</Line>}
      </Facts>
      <Facts title={words.messages} empty={claims.length === 0 ? words.noMessages : undefined}>
        {claims.toReversed().map((claim) => (
          <Line
            key={`${claim.campaign}/${claim.step}/${claim.occurrence}`}
            name={`${claim.campaign} ${claim.step}`}
          >
            <ClaimOutcome claim={claim} />
            <small>{format.dateTime(claim.settledAt ?? claim.claimedAt)}</small>
            {claim.delivery !== undefined && <small>{text.delivery[claim.delivery.status]}</small>}
            {claim.reason !== undefined && <small>{claim.reason}</small>}
          </Line>
        ))}
      </Facts>
    </div>
  );
}

/** How a message ended. The mailbox of this machine keeps a mail under the id that it gave for it. */
function ClaimOutcome({ claim }: { readonly claim: Claim }) {
  const { text } = useFrame();
  const outcome = text.outcome[claim.status];
  const { channel, status, providerMessageId } = claim;
  if (channel !== 'email' || status !== 'sent' || providerMessageId === undefined)
    return <span>{outcome}</span>;
  return <a href={`/mailbox/${encodeURIComponent(providerMessageId)}`}>{outcome}</a>;
}

interface FactsProps {
  readonly title: string;
  /** Said instead of the lines where there are none. */
  readonly empty?: string | undefined;
  readonly children: ComponentChildren;
}

function Facts({ title, empty, children }: FactsProps) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      {empty === undefined ? <dl class="lines">{children}</dl> : <p class="fine">{empty}</p>}
    </section>
  );
}

function Line({
  name,
  children,
}: {
  readonly name: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
