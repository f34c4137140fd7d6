/** Messages of failed batches that become visible again after a pause. */
export interface HeldMessages {
  releaseAfter(milliseconds: number, receiptHandles: readonly string[]): void;
  /** Releases all of them now. */
  releaseAll(): Promise<void>;
}

/**
 * Timers do not keep the process alive, and a release that fails is left to the visibility timeout: the message comes
 * back all the same.
 */
export function createHeldMessages(
  release: (receiptHandles: readonly string[]) => Promise<void>,
): HeldMessages {
  const held = new Map<NodeJS.Timeout, readonly string[]>();
  return {
    releaseAfter: (milliseconds, receiptHandles) => {
      const timer = setTimeout(() => {
        held.delete(timer);
        release(receiptHandles).catch(() => undefined);
      }, milliseconds);
      timer.unref();
      held.set(timer, receiptHandles);
    },
    releaseAll: async () => {
      const waiting = [...held];
      held.clear();
      for (const [timer, receiptHandles] of waiting) {
        clearTimeout(timer);
        await release(receiptHandles);
      }
    },
  };
}
