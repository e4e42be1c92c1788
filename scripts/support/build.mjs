import { existsSync } from 'node:fs';
import path from 'node:path';
import { installed, node, root } from './run.mjs';

/** Builds the bundles and the sample. */
export async function buildAll() {
  await node(['esbuild.mjs']);
  if (!existsSync(path.join(root, 'samples', 'movie-feed', 'tsconfig.json'))) {
    throw new Error('samples/movie-feed is missing: check it out again.');
  }
  await node([installed('typescript/bin/tsc'), '-p', 'samples/movie-feed']);
}
