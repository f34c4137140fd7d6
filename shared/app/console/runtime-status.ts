/** What the local runtime is doing, for the progress bar of the page. */
export type RuntimeStatus =
  /** History is being replayed: so many of its events have gone in. `eventsTotal` is absent where it is not known. */
  | { readonly phase: 'replaying'; readonly eventsDone: number; readonly eventsTotal?: number }
  /** The clock runs in real time. */
  | { readonly phase: 'live' };
