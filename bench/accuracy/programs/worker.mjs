import { isMainThread, Worker } from 'node:worker_threads';
import { phase, run } from './phases.mjs';

const table = Float64Array.from({ length: 2000 }, (_, i) => i);

function inMain(n) {
  let sum = 0;
  for (let i = 0; i < n * 2000; i++) sum += table[i % 2000]; // self main
  return sum;
}

function inWorker(n) {
  let sum = 0;
  for (let i = 0; i < n * 2000; i++) sum -= table[i % 2000] * i; // self worker
  return sum;
}

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  phase('main', 30, () => inMain(100)); // total main
  await Promise.all([run(), new Promise((resolve) => worker.once('exit', resolve))]);
} else {
  phase('worker', 15, () => inWorker(100)); // total worker
  await run();
}
