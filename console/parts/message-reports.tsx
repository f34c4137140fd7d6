import type { MessageReport, ReasonCount } from '../../shared/app/console/message-report.ts';
import { useFrame } from '../frame.ts';
import { showReason } from '../text/show-reason.ts';
import { Empty } from './notice.tsx';

/** What became of the messages of each step of a campaign. */
export function MessageReports({ messages }: { readonly messages: readonly MessageReport[] }) {
  const { text } = useFrame();
  return (
    <section class="panel" aria-labelledby="messages-title">
      <div class="panel-title">
        <h2 id="messages-title">{text.campaign.messages}</h2>
      </div>
      {messages.length === 0 ? (
        <Empty>{text.campaign.noMessages}</Empty>
      ) : (
        <>
          {messages.map((message) => (
            <MessageLine key={`${message.campaign}/${message.step}`} message={message} />
          ))}
          <p class="fine">{text.messages.note}</p>
        </>
      )}
    </section>
  );
}

function MessageLine({ message }: { readonly message: MessageReport }) {
  const { text, format } = useFrame();
  const { requested, outcomes } = message;
  // What waits for the day's quota waits like the rest.
  const { sent, deferred, ...failures } = outcomes;
  const suppressed = message.suppressed.reduce((sum, { count }) => sum + count, 0);
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
  const waiting = Math.max(0, requested - sent - failed);
  const wanted = Math.max(1, requested + suppressed);

  const numbers = [
    { name: text.messages.requested, count: requested, tone: '' },
    { name: text.outcome.sent, count: sent, tone: 'sent' },
    { name: text.messages.suppressed, count: suppressed, tone: 'suppressed' },
    ...[
      { name: text.messages.waiting, count: waiting, tone: 'waiting' },
      { name: text.outcome.deferred, count: deferred, tone: 'waiting' },
      { name: text.outcome.rejected, count: outcomes.rejected, tone: 'failed' },
      { name: text.outcome.uncertain, count: outcomes.uncertain, tone: 'failed' },
      { name: text.outcome.expired, count: outcomes.expired, tone: 'failed' },
      { name: text.outcome.withdrawn, count: outcomes.withdrawn, tone: 'failed' },
      { name: text.outcome.unrenderable, count: outcomes.unrenderable, tone: 'failed' },
      { name: text.outcome.suppressed, count: outcomes.suppressed, tone: 'failed' },
      { name: text.campaign.opened, count: message.opened, tone: '' },
      { name: text.campaign.clicked, count: message.clicked, tone: '' },
      { name: text.campaign.ordersAttributed, count: message.orders, tone: '' },
    ].filter(({ count }) => count > 0),
  ];
  const bar = [
    { tone: 'sent', count: sent },
    { tone: 'waiting', count: waiting },
    { tone: 'failed', count: failed },
    { tone: 'suppressed', count: suppressed },
  ];

  const showReasons = (reasons: readonly ReasonCount[]): string =>
    text.list(reasons.map(({ reason, count }) => `${showReason(reason, text)} ${format.number(count)}`));

  let x = 0;
  return (
    <article class="message">
      <h3>{message.step}</h3>
      <svg class="stack" viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false" aria-hidden="true">
        {bar.map(({ tone, count }) => {
          const start = x;
          const width = (count / wanted) * 100;
          x += width;
          return <rect key={tone} class={tone} x={start} y="0" width={width} height="10" />;
        })}
      </svg>
      <dl class="counts">
        {numbers.map(({ name, count, tone }) => (
          <div key={name} class={tone}>
            <dt>{name}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      {message.suppressed.length > 0 && (
        <p class="reasons">{text.messages.why(showReasons(message.suppressed))}</p>
      )}
      {message.deferred.length > 0 && (
        <p class="reasons">{text.campaign.deferred(showReasons(message.deferred))}</p>
      )}
    </article>
  );
}
