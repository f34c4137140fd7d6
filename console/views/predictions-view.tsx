import type { ModelView } from '../../shared/app/console/read-model.ts';
import { useFrame } from '../frame.ts';
import { AtRiskTable } from '../parts/at-risk-table.tsx';
import { GateTable } from '../parts/gate-table.tsx';
import { ModelMeaning } from '../parts/model-meaning.tsx';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { TrackingPlot } from '../parts/tracking-plot.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { useFetched } from '../use-fetched.ts';

/** Whether the shop's purchase model is trusted, what it says, how well it fits, and whom the shop may lose. */
export function PredictionsView() {
  const { text, pollMs } = useFrame();
  const words = text.model;
  const { data: view, failure, reload } = useFetched<ModelView>('/api/model', pollMs);
  return (
    <>
      <ViewTitle title={words.title} />
      {failure && view === undefined && <Failed failure={failure} onRetry={reload} />}
      {view === undefined && !failure && <Loading />}
      {view && <Verdict view={view} />}
      {view?.status === 'trusted' && (
        <>
          <ModelMeaning model={view.model} horizonDays={view.horizonDays} />
          {view.report === undefined ? (
            <Empty>{words.noReport}</Empty>
          ) : (
            <>
              <TrackingPlot tracking={view.report.tracking} />
              <AtRiskTable customers={view.report.atRisk} />
            </>
          )}
        </>
      )}
    </>
  );
}

/** In a sentence, then gate by gate. */
function Verdict({ view }: { readonly view: ModelView }) {
  const { text } = useFrame();
  const words = text.model;
  const isTrusted = view.status === 'trusted';
  return (
    <section class={`panel verdict ${isTrusted ? 'trusted' : 'untrusted'}`} aria-labelledby="verdict-title">
      <h2 id="verdict-title">{isTrusted ? words.trusted : words.untrusted}</h2>
      <Reason view={view} />
      <GateTable gates={view.gates} />
    </section>
  );
}

function Reason({ view }: { readonly view: ModelView }) {
  const { text, format } = useFrame();
  const words = text.model;
  if (view.calibration === undefined) return <p class="aside">{words.never}</p>;
  const { effectiveAt, customers } = view.calibration;
  if (view.status === 'trusted') {
    return <p class="aside">{words.trustedHint(format.date(effectiveAt), format.number(customers))}</p>;
  }
  const isLacking = view.gates.some(({ isPassed }) => !isPassed);
  return <p class="aside">{isLacking ? words.untrustedHint : words.unfitted}</p>;
}
