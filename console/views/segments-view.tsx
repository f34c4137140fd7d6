import type { Movement } from '../../shared/app/console/read-movement.ts';
import type { Overview } from '../../shared/app/console/read-overview.ts';
import { useFrame } from '../frame.ts';
import { Empty, Failed } from '../parts/notice.tsx';
import { RfmGrid } from '../parts/rfm-grid.tsx';
import { SizeTable } from '../parts/size-table.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { showGroup } from '../text/show-group.ts';
import { useFetched } from '../use-fetched.ts';

const TREND_DAYS = 90;

/** Who the customers are: by scores, by the shop's own segments, and by need. */
export function SegmentsView({ overview }: { readonly overview: Overview }) {
  const { text, format, pollMs } = useFrame();
  const words = text.segments;
  const { data, failure, reload } = useFetched<Movement>(`/api/movement?days=${TREND_DAYS}`, pollMs);
  const days = data?.days ?? [];
  const all = overview.stages.reduce((sum, { customers }) => sum + customers, 0);
  const scored = overview.groups.reduce((sum, { customers }) => sum + customers, 0);
  const groups = overview.groups.toSorted((a, b) => b.customers - a.customers);

  return (
    <>
      <ViewTitle title={words.title}>
        <p class="aside">{text.story.asOf(format.dateTime(overview.now))}</p>
      </ViewTitle>
      {failure && data === undefined && <Failed failure={failure} onRetry={reload} />}
      <div class="halves">
        <RfmGrid overview={overview} />
        <section class="panel" aria-labelledby="groups-title">
          <h2 id="groups-title">{words.groups}</h2>
          <SizeTable
            name={words.group}
            total={scored}
            days={days}
            rows={groups.map(({ name, customers }) => ({
              key: name,
              label: showGroup(name, text),
              customers,
              trend: data?.groups.find((group) => group.name === name),
            }))}
          />
        </section>
      </div>
      <section class="panel" aria-labelledby="own-title">
        <div class="panel-title">
          <h2 id="own-title">{words.own}</h2>
          {overview.segments.length > 0 && <p>{words.overlap}</p>}
        </div>
        {overview.segments.length === 0 ? (
          <Empty>{words.noOwn}</Empty>
        ) : (
          <SizeTable
            name={words.segment}
            total={all}
            days={days}
            rows={overview.segments.map(({ name, description, condition, customers }) => ({
              key: name,
              label: name,
              about: description,
              note: condition,
              customers,
              trend: data?.segments.find((segment) => segment.name === name),
            }))}
          />
        )}
      </section>
      <Needs overview={overview} />
    </>
  );
}

function Needs({ overview }: { readonly overview: Overview }) {
  const { text } = useFrame();
  const words = text.segments;
  const price = overview.priceNeeds.map(({ need, customers }) => ({
    key: need,
    label: text.price[need],
    customers,
  }));
  const novelty = overview.noveltyNeeds.map(({ need, customers }) => ({
    key: need,
    label: text.novelty[need],
    customers,
  }));
  const sum = (rows: typeof price | typeof novelty): number =>
    rows.reduce((total, { customers }) => total + customers, 0);
  return (
    <section class="panel" aria-labelledby="needs-title">
      <div class="panel-title">
        <h2 id="needs-title">{words.needs}</h2>
        <p>{words.needsNote}</p>
      </div>
      {sum(price) + sum(novelty) === 0 ? (
        <Empty>{words.noNeeds}</Empty>
      ) : (
        <div class="halves">
          <SizeTable name={words.price} total={sum(price)} rows={price} />
          <SizeTable name={words.novelty} total={sum(novelty)} rows={novelty} />
        </div>
      )}
    </section>
  );
}
