import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { REPOSITORY } from './run-command.ts';
import { type ShopAnswer, type ShopQuestion, shopAnswerSchema } from './shop-messages.ts';
import { temporaryFolder } from './temporary-folder.ts';

const EVENTS_PER_REQUEST = 100;
/** Requests under way at once, as of a few shop servers. */
const CONNECTIONS = 4;

/** A served shop, seen from outside its process. */
export interface ShopProcess {
  ask(question: ShopQuestion): Promise<ShopAnswer>;
  /** Sends events by `POST /events`, a hundred at a time; resolves when all are accepted. */
  post(events: readonly ShopEvent[]): Promise<void>;
  /** Resolves when nothing waits before this function. */
  untilEmpty(of: 'decide' | 'deliver'): Promise<void>;
  stop(): Promise<void>;
}

/** Opens a shop in a process of its own over a fresh folder. With BENCH_PROFILE set it writes a CPU profile there. */
export async function startShopProcess(): Promise<ShopProcess> {
  const profile = process.env.BENCH_PROFILE;
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = fork(join(import.meta.dirname, 'served-shop-child.ts'), [temporaryFolder()], {
    cwd: REPOSITORY,
    execArgv: ['--disable-warning=ExperimentalWarning', ...profiling],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const dead = once(child, 'exit').then(([code]) => {
    throw new Error(`The shop's process ended with ${code}.`);
  });
  dead.catch(() => undefined);
  const heard = async (): Promise<ShopAnswer> => {
    const [message]: unknown[] = await Promise.race([once(child, 'message'), dead]);
    return shopAnswerSchema.parse(message);
  };
  await heard();
  const ask = async (question: ShopQuestion): Promise<ShopAnswer> => {
    const answer = heard();
    child.send(question);
    return await answer;
  };
  const { port, apiKey } = await ask({ ask: 'door' });
  const url = `http://127.0.0.1:${port}/events`;
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };

  return {
    ask,
    async post(events) {
      const bodies: string[] = [];
      for (let start = 0; start < events.length; start += EVENTS_PER_REQUEST)
        bodies.push(JSON.stringify(events.slice(start, start + EVENTS_PER_REQUEST)));
      const send = async () => {
        for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
          const response = await fetch(url, { method: 'POST', headers, body });
          const text = await response.text();
          if (response.status !== 202)
            throw new Error(`POST /events: ${response.status} ${text.slice(0, 300)}`);
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, send));
    },
    async untilEmpty(of) {
      for (;;) {
        const { messages = 0 } = await ask({ ask: 'depth', of });
        if (messages === 0) return;
        // To count a long queue takes the shop time that it should not lose to being watched.
        await wait(Math.min(250, Math.max(10, messages / 40)));
      }
    },
    async stop() {
      await ask({ ask: 'stop' });
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
