import { Agent, get } from 'node:http';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { nodeBinary } from '../test/support/tools.js';
import { startTarget, targetFile } from './run-target.js';
import { median, pairedRatio, quantile, ratioText } from './statistics.js';

const PAIRS = Number(process.env['BENCH_PAIRS'] ?? 10);

/** `BENCH_NODES=20` measures these only. */
const MAJORS = (process.env['BENCH_NODES'] ?? '20,24').split(',').map(Number);

/** Requests a second; between a tenth and a fifth of what the server could do on one core. */
const RATE = 250;
/** Until then segments are short, so as to lose little of a short program. */
const WARM_UP_MS = 8000;
/** Within it one segment ends. */
const MEASURED_MS = 10_000;
/** Timers are late by up to this; the rest is waited for turn by turn. */
const TIMER_SLACK_MS = 2;

/** How much slower are the slowest requests of an HTTP server under the default recording? */
export async function httpLatency(): Promise<void> {
  console.log(
    '| Node | p50 without, ms | p99 without, ms | p50, with / without | p99, with / without |',
  );
  console.log('|---|---|---|---|---|');
  for (const major of MAJORS) {
    const p50 = { without: [] as number[], with: [] as number[] };
    const p99 = { without: [] as number[], with: [] as number[] };
    for (let pair = 0; pair < PAIRS; pair++) {
      for (const recorded of pair % 2 === 0 ? [false, true] : [true, false]) {
        const latencies = await measure(nodeBinary(major), recorded);
        const side = recorded ? 'with' : 'without';
        p50[side].push(median(latencies));
        p99[side].push(quantile(latencies, 0.99));
      }
    }
    const cells = [
      String(major),
      median(p50.without).toFixed(2),
      median(p99.without).toFixed(2),
      ratioText(pairedRatio(p50.with, p50.without)),
      ratioText(pairedRatio(p99.with, p99.without)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

/** Latencies in ms at a steady rate, each from when its request was due, not from when it was sent. */
async function measure(node: string, recorded: boolean): Promise<number[]> {
  const { child, dispose } = await startTarget(node, [targetFile('ranking-server.mjs')], recorded);
  const port = await new Promise<number>((resolve) => {
    child.stdout?.once('data', (line: Buffer) => {
      resolve((JSON.parse(line.toString()) as { port: number }).port);
    });
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  await load(port, agent, WARM_UP_MS);
  const latencies = await load(port, agent, MEASURED_MS);
  agent.destroy();
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
  dispose();
  return latencies;
}

async function load(port: number, agent: Agent, durationMs: number): Promise<number[]> {
  const start = performance.now();
  const requests: Promise<number>[] = [];
  for (let i = 0; (i * 1000) / RATE < durationMs; i++) {
    const due = start + (i * 1000) / RATE;
    await until(due);
    requests.push(latency(port, agent, i, due));
  }
  return Promise.all(requests);
}

async function until(due: number): Promise<void> {
  const wait = due - performance.now();
  if (wait > TIMER_SLACK_MS) await sleep(wait - TIMER_SLACK_MS);
  while (performance.now() < due) await turn();
}

function latency(port: number, agent: Agent, user: number, due: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: `/feed/${user}`, agent }, (response) => {
      response.resume();
      response.once('end', () => {
        resolve(performance.now() - due);
      });
    });
    request.once('error', reject);
  });
}
