/** Lets idle loops look again at once when there may be work. */
export interface WakeUp {
  wake(): void;
  /** How often it was woken; take it before looking for work. */
  count(): number;
  /** Resolves when it has been woken since `seen`, after this long, or when the signal aborts. */
  wait(seen: number, milliseconds: number, signal: AbortSignal): Promise<void>;
}

export function createWakeUp(): WakeUp {
  let count = 0;
  let sleepers: (() => void)[] = [];
  return {
    count: () => count,
    wake: () => {
      count += 1;
      const woken = sleepers;
      sleepers = [];
      for (const resolve of woken) resolve();
    },
    wait: async (seen, milliseconds, signal) => {
      if (seen !== count || signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, milliseconds);
      const stop = (): void => resolve();
      signal.addEventListener('abort', stop, { once: true });
      sleepers.push(resolve);
      await promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      sleepers = sleepers.filter((sleeper) => sleeper !== resolve);
    },
  };
}
