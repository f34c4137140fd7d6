import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Overview } from '../shared/app/console/read-overview.ts';
import type { Text } from './text/en.ts';
import { en } from './text/en.ts';
import { createFormat, type Format } from './text/format.ts';

/** What every part of the page may need: words, formats, and the shop as it was read last. */
export interface Frame {
  readonly text: Text;
  readonly format: Format;
  readonly overview: Overview | undefined;
  /** How often to read again, in milliseconds. */
  readonly pollMs: number;
}

export const FrameContext = createContext<Frame>({
  text: en,
  format: createFormat({ locale: 'en', timeZone: 'UTC', currency: 'USD' }),
  overview: undefined,
  pollMs: 10_000,
});

export const useFrame = (): Frame => useContext(FrameContext);
