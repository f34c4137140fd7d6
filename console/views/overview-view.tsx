import type { DayReport } from '../../shared/app/console/read-days.ts';
import type { Overview } from '../../shared/app/console/read-overview.ts';
import { useFrame } from '../frame.ts';
import { ClassMatrix } from '../parts/class-matrix.tsx';
import { KeyFigures } from '../parts/key-figures.tsx';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { OverTime } from '../parts/over-time.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { useFetched } from '../use-fetched.ts';

/** How the shop stands. */
export function OverviewView({ overview }: { readonly overview: Overview }) {
  const { text, format, pollMs } = useFrame();
  const { data, failure, reload } = useFetched<{ days: readonly DayReport[] }>('/api/days', pollMs);
  const customers = overview.stages.reduce((sum, stage) => sum + stage.customers, 0);
  const isEmpty = customers === 0 && overview.totals.orders === 0;

  return (
    <>
      <ViewTitle title={text.nav.overview}>
        <p class="aside">{text.story.asOf(format.dateTime(overview.now))}</p>
      </ViewTitle>
      {isEmpty ? (
        <Empty title={text.overview.emptyTitle}>{text.overview.empty}</Empty>
      ) : (
        <>
          <KeyFigures overview={overview} customers={customers} days={data?.days ?? []} />
          <ClassMatrix overview={overview} />
          {data ? (
            <OverTime days={data.days} overview={overview} />
          ) : failure ? (
            <Failed failure={failure} onRetry={reload} />
          ) : (
            <Loading />
          )}
        </>
      )}
    </>
  );
}
