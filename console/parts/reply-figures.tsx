import type { ReplyReport } from '../../shared/app/console/read-replies.ts';
import { useFrame } from '../frame.ts';
import { useFetched } from '../use-fetched.ts';

/** How customers answered texts, and what of the providers' feedback found no place; nothing while there was none. */
export function ReplyFigures() {
  const { text, format, pollMs } = useFrame();
  const words = text.replies;
  // A figure beside the page: where it cannot be read, the page says so of its own.
  const { data } = useFetched<ReplyReport>('/api/replies', pollMs);
  if (data === undefined) return null;
  const { replies, parked, unknownMessages, withoutReference } = data;
  const counts = [
    { name: words.count.stop, count: replies.stop, tone: 'suppressed' },
    { name: words.count.start, count: replies.start, tone: 'sent' },
    { name: words.count.help, count: replies.help, tone: '' },
    { name: words.count.unread, count: replies.unread, tone: 'waiting' },
    { name: words.parked, count: parked, tone: 'failed' },
    { name: words.unknownMessages, count: unknownMessages, tone: '' },
    { name: words.withoutReference, count: withoutReference, tone: '' },
  ].filter(({ count }) => count > 0);
  if (counts.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="replies-title">
      <div class="panel-title">
        <h2 id="replies-title">{words.title}</h2>
        <p>{words.hint(format.number(data.days))}</p>
      </div>
      <dl class="counts">
        {counts.map(({ name, count, tone }) => (
          <div key={name} class={tone}>
            <dt>{name}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <p class="fine">{words.note}</p>
    </section>
  );
}
