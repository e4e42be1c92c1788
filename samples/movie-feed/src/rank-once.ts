import { parseArgs } from 'node:util';
import { DEFAULT_SIZE, type DatasetSize } from './data/dataset.ts';
import { generateDataset } from './data/generator.ts';
import { createFeed, variantFrom, type Variant } from './pipeline.ts';
import { createFeatureStore } from './store/feature-store.ts';
import { checksum } from './util/checksum.ts';

const USAGE = 'usage: rank-once [--users U] [--items N] [--batch B] [--seed S] [--limit K]';
const DEFAULTS = { ...DEFAULT_SIZE, batch: 40, limit: 50 };

interface Job {
  readonly size: DatasetSize;
  readonly batch: number;
  readonly limit: number;
  readonly variant: Variant;
}

function integer(name: string, text: string | undefined, fallback: number, least: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`--${name} must be an integer of at least ${least}`);
}

function parseJob(args: readonly string[]): Job {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { users: option, items: option, batch: option, seed: option, limit: option },
  });
  const read = (name: keyof typeof values, least: number): number =>
    integer(name, values[name], DEFAULTS[name], least);
  const size = { users: read('users', 1), items: read('items', 50), seed: read('seed', 0) };
  const batch = Math.min(read('batch', 1), size.users);
  return { size, batch, limit: read('limit', 1), variant: variantFrom() };
}

/** `count` user ids, spread evenly over all of them. */
function batchOf(users: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => 1 + Math.floor((i * users) / count));
}

async function rankBatch({ size, batch, limit, variant }: Job): Promise<void> {
  const dataset = generateDataset(size);
  const store = createFeatureStore(dataset.features);
  const feed = createFeed(dataset, store, variant);
  const started = performance.now();
  const users = batchOf(size.users, batch);
  const pages = await Promise.all(users.map((userId) => feed({ userId, limit })));
  const elapsed = Math.round(performance.now() - started);
  store.close();

  const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
  console.log(
    `ranked ${size.items} titles for ${batch} of ${size.users} users (${variant}) in ${elapsed} ms`,
  );
  console.log(`checksum ${checksum(ids)}`);
}

function jobOrUsage(): Job | undefined {
  try {
    return parseJob(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

const job = jobOrUsage();
if (job) await rankBatch(job);
