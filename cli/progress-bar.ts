import cliProgress from 'cli-progress';

export interface ProgressBar {
  update(done: number, total: number): void;
  stop(): void;
}

const SILENT: ProgressBar = { update: () => undefined, stop: () => undefined };

/** A bar on standard error where a person watches; nothing in a pipe, a log or with `--json`. */
export function startProgressBar(label: string, isWanted = true): ProgressBar {
  if (!isWanted || !process.stderr.isTTY) return SILENT;
  const bar = new cliProgress.SingleBar({
    format: `${label} [{bar}] {percentage}% · {eta_formatted} left`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0);
  return {
    update: (done, total) => {
      bar.setTotal(Math.max(total, 1));
      bar.update(Math.min(done, total));
    },
    stop: () => bar.stop(),
  };
}
