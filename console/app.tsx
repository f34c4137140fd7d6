import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Overview } from '../shared/app/console/read-overview.ts';
import { type Frame, FrameContext } from './frame.ts';
import { usePlace } from './location.ts';
import { Header } from './parts/header.tsx';
import { ReplayBanner } from './parts/replay-banner.tsx';
import { createFormat } from './text/format.ts';
import {
  formatLocale,
  initialLanguage,
  LANGUAGES,
  type Language,
  rememberLanguage,
} from './text/language.ts';
import { useFetched } from './use-fetched.ts';
import { CurrentView } from './views/current-view.tsx';

const POLL_REPLAYING_MS = 2_000;
const POLL_LIVE_MS = 10_000;

/** The page: what is common to all views, around the one that the address asks for. */
export function App() {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  const [pollMs, setPollMs] = useState(POLL_LIVE_MS);
  const place = usePlace();
  const { data: overview, failure } = useFetched<Overview>('/api/overview', pollMs);

  const phase = overview?.status.phase;
  useEffect(() => {
    // A shop is live most of the time: what is assumed at first must not make every view read twice.
    if (phase !== undefined) setPollMs(phase === 'live' ? POLL_LIVE_MS : POLL_REPLAYING_MS);
  }, [phase]);
  useEffect(() => {
    document.documentElement.lang = language;
    rememberLanguage(language);
  }, [language]);

  const text = LANGUAGES[language];
  const timeZone = overview?.shop.timeZone ?? 'UTC';
  const currency = overview?.shop.currency ?? 'USD';
  const format = useMemo(
    () => createFormat({ locale: formatLocale(language), timeZone, currency }),
    [language, timeZone, currency],
  );
  const frame: Frame = { text, format, overview, pollMs };

  return (
    <FrameContext.Provider value={frame}>
      <a class="skip" href="#content">
        {text.skipToContent}
      </a>
      <Header path={place.path} language={language} onLanguage={setLanguage} />
      <ReplayBanner />
      {failure !== undefined && overview !== undefined && (
        <p class="stale" role="status">
          {text.failure.stale}
        </p>
      )}
      <main id="content">
        <CurrentView place={place} overviewFailure={failure} />
      </main>
    </FrameContext.Provider>
  );
}
