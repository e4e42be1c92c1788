// A first look: installs, builds, and profiles the sample workspace with the built CLI.
//   npm start
import { mkdir } from 'node:fs/promises';
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
  await node([
    cli,
    'record',
    ...['--out', recording, '--force', '--html', page],
    '--',
    'node',
    'samples/movie-feed/dist/rank-once.js',
  ]);
  await node([cli, 'convert', recording, pprof]);
  console.log(`
Done in ${secondsSince(start)}. What Rankscope saw of samples/movie-feed is in
  ${path.join(root, page)}  the report: open it in a browser
  ${path.join(root, recording)}  the recording: standard profile files
  ${path.join(root, pprof)}  the same for \`go tool pprof\`

Profile a program of your own:   node ${cli} record --html report.html -- node your-program.js
Or one that is running already:  node ${cli} attach --pid PID --duration 10`);
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
