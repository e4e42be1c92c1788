// Builds the bundles. Each is built only when its entry exists.
//   node esbuild.mjs [--watch] [--metafile]
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

/** @typedef {import('esbuild').BuildOptions & { entryPoints: string[], outfile: string }} Bundle */

const root = fileURLToPath(new URL('.', import.meta.url));
/** @type {{ version: string }} */
const manifest = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

// Native add-ons load files that lie beside them, so they stay in node_modules.
const samplers = ['@datadog/pprof', 'v8-profiler-next'];

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  define: { RANKSCOPE_VERSION: JSON.stringify(manifest.version) },
};

/** @type {import('esbuild').BuildOptions} */
const agent = { ...shared, platform: 'node', format: 'cjs', target: 'node18', external: samplers };

/** @type {import('esbuild').BuildOptions} */
const webview = { ...shared, platform: 'browser', format: 'iife', target: 'es2022', minify: true };

/**
 * The API of VS Code as one module of ours. Otherwise every file that imports it gets a copy of
 * its own of hundreds of properties, which was half of the time that activation took.
 * @type {import('esbuild').Plugin}
 */
const oneApi = {
  name: 'one-api',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'one-api'
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace: 'one-api' },
    );
    build.onLoad({ filter: /^/, namespace: 'one-api' }, () => ({
      contents: "export * from 'vscode'",
    }));
  },
};

/** @type {Record<string, Bundle>} */
const bundles = {
  cli: {
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: samplers,
    banner: { js: '#!/usr/bin/env node' },
  },
  // Loaded into somebody else's program, which may run on an older Node than ours; the preload
  // only looks at the Node's age, so any Node has to be able to parse it.
  preload: {
    ...agent,
    entryPoints: ['src/agent/preload.ts'],
    outfile: 'dist/preload.js',
    target: 'node10',
  },
  agent: { ...agent, entryPoints: ['src/agent/agent.ts'], outfile: 'dist/agent.js' },
  supervisor: { ...agent, entryPoints: ['src/agent/supervisor.ts'], outfile: 'dist/supervisor.js' },
  // Rewrites a program as it is loaded; it brings a parser.
  counting: {
    ...agent,
    entryPoints: ['src/agent/counting/main.ts'],
    outfile: 'dist/counting.js',
    minify: true,
  },
  'counting-hooks': {
    ...agent,
    entryPoints: ['src/agent/counting/loader-hooks.ts'],
    outfile: 'dist/counting-hooks.js',
    minify: true,
  },
  report: {
    ...webview,
    entryPoints: ['webview/report/main.ts'],
    outfile: 'dist/webview/report.js',
  },
  panel: { ...webview, entryPoints: ['webview/panel/main.ts'], outfile: 'dist/webview/panel.js' },
  chart: { ...webview, entryPoints: ['webview/chart/main.ts'], outfile: 'dist/webview/chart.js' },
  workload: { ...agent, entryPoints: ['src/workload/main.ts'], outfile: 'dist/workload.js' },
  trial: { ...agent, entryPoints: ['src/workload/trial.ts'], outfile: 'dist/trial.js' },
  'scale-workload': {
    ...agent,
    entryPoints: ['src/workload/scale-main.ts'],
    outfile: 'dist/scale-workload.js',
  },
  typescript: {
    ...agent,
    entryPoints: ['src/workload/typescript.ts'],
    outfile: 'dist/typescript.js',
    minify: true,
  },
  'typescript-hooks': {
    ...agent,
    entryPoints: ['src/workload/typescript-hooks.ts'],
    outfile: 'dist/typescript-hooks.js',
    minify: true,
  },
  // Loads what takes long to load, in a thread of its own.
  analyst: {
    ...shared,
    entryPoints: ['src/analyst/main.ts'],
    outfile: 'dist/analyst.js',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
  },
  // Measures growth for the editor, in a thread of its own.
  'scale-thread': {
    ...shared,
    entryPoints: ['src/launch/scale-thread.ts'],
    outfile: 'dist/scale-thread.js',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: samplers,
    minify: true,
  },
  // Proves a change, in a thread of its own.
  prover: {
    ...shared,
    entryPoints: ['src/prover/main.ts'],
    outfile: 'dist/prover.js',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: samplers,
    minify: true,
  },
  extension: {
    ...shared,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: samplers,
    minify: true,
    plugins: [oneApi],
  },
};

/** @param {string[]} flags */
async function main(flags) {
  const present = Object.entries(bundles).filter(([, bundle]) =>
    bundle.entryPoints.every((entry) => existsSync(new URL(entry, import.meta.url))),
  );
  if (flags.includes('--watch')) {
    const contexts = await Promise.all(
      present.map(([, bundle]) => context({ ...bundle, logLevel: 'info' })),
    );
    await Promise.all(contexts.map((each) => each.watch()));
    return;
  }
  /** @type {Set<string>} */
  const made = new Set();
  for (const [name, bundle] of present) {
    const { metafile } = await build({ ...bundle, metafile: true });
    for (const output of Object.keys(metafile.outputs)) made.add(path.join(root, output));
    const kilobytes = statSync(path.join(root, bundle.outfile)).size / 1024;
    console.log(`${bundle.outfile.padEnd(24)} ${kilobytes.toFixed(1).padStart(8)} KiB`);
    if (flags.includes('--metafile')) {
      const file = path.join(root, 'dist', `${name}.meta.json`);
      await writeFile(file, JSON.stringify(metafile));
      made.add(file);
    }
  }
  await removeAllBut(made);
}

/**
 * Removes what an earlier build left. Afterwards, not before: a program that runs from dist
 * meanwhile keeps its files.
 * @param {Set<string>} made
 */
async function removeAllBut(made) {
  const dist = path.join(root, 'dist');
  if (!existsSync(dist)) return;
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !made.has(file)) await rm(file, { force: true });
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // Of a failed build esbuild has printed what is wrong, with the place.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
