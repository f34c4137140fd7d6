import { useFrame } from '../frame.ts';

/** How far the replay of history is; nothing once it is over. */
export function ReplayBanner() {
  const { text, format, overview } = useFrame();
  if (overview === undefined || overview.status.phase === 'live') return null;
  const { eventsDone, eventsTotal } = overview.status;
  const done = format.number(eventsDone);
  return (
    <section class="replay" aria-label={text.status.label}>
      <p>
        <b>{text.status.replaying}</b>
        <span>
          {eventsTotal === undefined
            ? text.status.eventsDone(done)
            : text.status.events(done, format.number(eventsTotal))}
        </span>
        <span>{text.status.clock(format.date(overview.now))}</span>
      </p>
      <progress
        aria-label={text.status.label}
        {...(eventsTotal === undefined ? {} : { value: eventsDone, max: Math.max(1, eventsTotal) })}
      />
    </section>
  );
}
