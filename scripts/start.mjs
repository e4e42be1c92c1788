// A first look: installs, builds, and profiles the sample workspace with the built CLI.
//   npm start
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildAll } from './support/build.mjs';
import { ensureInstalled } from './support/install.mjs';
import { node, root, secondsSince } from './support/run.mjs';

const cli = 'dist/cli.js';
const recording = 'out/movie-feed-recording';
const page = 'out/movie-feed.html';
const pprof = 'out/movie-feed.pb.gz';

async function main() {
  const start = performance.now();
  await ensureInstalled();
  await buildAll();
  await mkdir(path.join(root, 'out'), { recursive: true });
  await rm(path.join(root, recording), { recursive: true, force: true });
  await node([
    cli,
    'record',
    '--out',
    recording,
    '--',
    'node',
    'samples/movie-feed/dist/rank-once.js',
  ]);
  await node([cli, 'report', recording, '--html', page]);
  await node([cli, 'convert', recording, pprof]);
  console.log(`
Done in ${secondsSince(start)}. What Rankscope saw of samples/movie-feed is in
  ${path.join(root, page)}  the report: open it in a browser
  ${path.join(root, recording)}  the recording: standard profile files
  ${path.join(root, pprof)}  the same for \`go tool pprof\`

Profile a program of your own:       node ${cli} record --out my-recording -- node your-program.js
See how its work grows with its size: node ${cli} scale --sizes 250,500,1000 -- node your-program.js {n}`);
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
