import { parentPort, workerData } from 'node:worker_threads';
import type { CustomerShard } from '../../shared/app/simulate/customer-shard.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { createShard } from './create-shard.ts';
import type { RunSetup, ShardRequest } from './shard-requests.ts';

// A thread with one shard: it does what it is asked, and answers.

function answer(shard: CustomerShard, request: ShardRequest): unknown {
  switch (request.kind) {
    case 'accept':
      return shard.accept(JSON.parse(request.arrivals));
    case 'purchases-at':
      return shard.purchasesAt(request.at);
    case 'adopt':
      return shard.adopt(request.calibration);
    case 'finish':
      return shard.finish(request.endsAt);
  }
}

const setup: RunSetup = workerData;
const shard = createShard(setup, compileRules(setup.rules));
parentPort?.on('message', (request: ShardRequest) => parentPort?.postMessage(answer(shard, request)));
