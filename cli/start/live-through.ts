import { replayHistory } from '../../infra/local/replay/replay-history.ts';
import { replayInRealTime } from '../../infra/local/replay/replay-in-real-time.ts';
import type { ReplayProgressStore } from '../../infra/local/replay/replay-progress.ts';
import { isBroadcastPending } from '../../shared/app/broadcast/broadcast-pending.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { startProgressBar } from '../progress-bar.ts';
import type { HistorySource } from './history-source.ts';
import type { LocalShop } from './local-shop.ts';

interface LiveThroughOptions {
  readonly speed: 'max' | 'real';
  readonly progress: ReplayProgressStore;
  readonly signal: AbortSignal;
  readonly showsProgress: boolean;
  readonly onProgress: (eventsDone: number, eventsTotal: number | undefined) => void;
}

/** Takes the history through the pipeline: at full speed, or as fast as it happened. Answers where the clock stood at its end. */
export async function liveThrough(
  shop: LocalShop,
  source: HistorySource,
  options: LiveThroughOptions,
): Promise<Instant> {
  const { runtime, parts, table } = shop;
  const bar = startProgressBar('Replaying history', options.showsProgress);
  const history = {
    bus: runtime.platform.bus(shopBus(shop)),
    history: await source.arrivals(),
    progress: options.progress,
    signal: options.signal,
    onProgress: ({ eventsDone }: { readonly eventsDone: number }) => {
      const eventsTotal = source.eventsTotal();
      options.onProgress(eventsDone, eventsTotal);
      bar.update(eventsDone, eventsTotal ?? eventsDone);
    },
  };
  try {
    if (options.speed === 'real') {
      runtime.startRealTime();
      await replayInRealTime({ ...history, clock: parts.clock, source: `${source.name} in real time` });
      return parts.clock.now();
    }
    const { until } = source;
    const rules = compileRules(shop.bundle.rules);
    const target = {
      runtime,
      table,
      source: source.name,
      isBroadcastPending: (since: Instant, now: Instant) => isBroadcastPending(rules, table, since, now),
      ...(until !== undefined && { until }),
    };
    const { at } = await replayHistory({ ...history, ...target });
    return at;
  } finally {
    bar.stop();
  }
}

const shopBus = (shop: LocalShop): string =>
  shop.runtime.topology.buses.find(({ name }) => name !== 'default')?.name ?? 'default';
