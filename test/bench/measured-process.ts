import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded with --import into a process that is measured: at its end it says on descriptor 3 what it has used.
if (isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = {
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      // maxRSS is in kilobytes on every platform.
      peakMegabytes: maxRSS / 1024,
      endMegabytes: process.memoryUsage.rss() / 2 ** 20,
    };
    writeSync(3, JSON.stringify(usage));
  });
