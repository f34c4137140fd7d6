import type { MissPage } from '../../shared/app/console/list-misses.ts';
import type { Miss } from '../../shared/domain/report/miss.ts';
import { type Frame, useFrame } from '../frame.ts';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { showReason } from '../text/show-reason.ts';
import { usePages } from '../use-pages.ts';

/** Who was to get a message of the campaign and did not, page by page, each with the way to their story. */
export function MissesList({ campaign }: { readonly campaign: string }) {
  const frame = useFrame();
  const { text, pollMs } = frame;
  const words = text.campaign;
  const path = `/api/campaigns/${encodeURIComponent(campaign)}/misses`;
  const { pages, failure, reload, more } = usePages<MissPage>(
    path,
    ({ cursor }) => cursor && `${path}?cursor=${encodeURIComponent(cursor)}`,
    pollMs,
  );
  const misses = pages?.flatMap((page) => page.misses);
  return (
    <section class="panel" aria-labelledby="misses-title">
      <div class="panel-title">
        <h2 id="misses-title">{words.misses}</h2>
        <p>{words.missesHint}</p>
      </div>
      {failure && <Failed failure={failure} onRetry={reload} />}
      {misses === undefined && !failure && <Loading />}
      {misses?.length === 0 && <Empty>{words.noMisses}</Empty>}
      {misses !== undefined && misses.length > 0 && <MissTable misses={misses} />}
      {more && (
        <button type="button" class="more" onClick={more}>
          {words.more}
        </button>
      )}
    </section>
  );
}

function MissTable({ misses }: { readonly misses: readonly Miss[] }) {
  const frame = useFrame();
  const { text, format } = frame;
  const words = text.campaign;
  return (
    <table class="figures misses">
      <thead>
        <tr>
          <th scope="col">{words.customer}</th>
          <th scope="col">{words.when}</th>
          <th scope="col" class="wide">
            {words.step}
          </th>
          <th scope="col">{words.why}</th>
        </tr>
      </thead>
      <tbody>
        {misses.map((miss) => (
          <tr key={`${miss.at}/${miss.customerId}/${miss.step}/${miss.occurrence}`}>
            <th scope="row">
              <a href={`/customers/${encodeURIComponent(miss.customerId)}`}>{miss.customerId}</a>
            </th>
            <td>{format.dateTime(miss.at)}</td>
            <td class="wide">
              {miss.step} <small>{text.channel[miss.channel]}</small>
            </td>
            <td>{whyMissed(miss, frame)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function whyMissed({ outcome, reason }: Miss, { text }: Frame): string {
  if (outcome === 'suppressed')
    return reason === undefined ? text.messages.suppressed : showReason(reason, text);
  return reason === undefined
    ? text.outcome[outcome]
    : text.list([text.outcome[outcome], showReason(reason, text)]);
}
