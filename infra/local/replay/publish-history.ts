import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Bus } from '../../../shared/ports.ts';
import type { HistoricEvent } from './replay-steps.ts';

const IMPORT_SOURCE = 'shop.import';

/** Puts historic events on the bus as accepted when history says. Throws `LOCAL.REPLAY` where the bus refuses one. */
export async function publishHistory(bus: Bus, events: readonly HistoricEvent[]): Promise<void> {
  const entries = events.map(({ event, receivedAt }) => ({
    source: IMPORT_SOURCE,
    detailType: event.type,
    detail: event,
    time: Math.floor(receivedAt / 1000) * 1000,
  }));
  const results = await bus.publish(entries);
  for (const [position, result] of results.entries()) {
    if (result.status === 'published') continue;
    throw new PerennialError('LOCAL.REPLAY', {
      message: `The bus refused the event ${events[position]?.event.id}: ${result.code}, ${result.message}`,
      details: { code: result.code },
    });
  }
}
