import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { typescriptArguments } from '../../src/launch/typescript-support.js';
import { DIST, ROOT } from '../run-target.js';

/** A way to run a program of known costs. */
export interface AccuracyProgram {
  readonly name: string;
  /** The file with its marks. */
  readonly source: string;
  /** Arguments for Node, in a folder where `preparePrograms` has been. */
  readonly args: (folder: string) => readonly string[];
  /** Releases of Node it cannot run on. */
  readonly tooOld?: (major: number) => boolean;
}

const SOURCES = path.join(__dirname, 'programs');
const TYPED = 'typed.ts';

/** Everything whose lines are compared, in every form people run it in. */
export const PROGRAMS: readonly AccuracyProgram[] = [
  ...readdirSync(SOURCES)
    .filter((name) => /\.(?:mjs|cjs)$/.test(name) && name !== 'phases.mjs')
    .map((source) => asItIs(source)),
  {
    source: TYPED,
    name: 'typed.ts by tsx',
    args: (folder) => [toolFile('tsx', 'dist/cli.mjs'), path.join(folder, TYPED)],
  },
  {
    source: TYPED,
    name: 'typed.ts by tsc',
    args: (folder) => [path.join(folder, 'out', 'typed.js')],
  },
  {
    source: TYPED,
    name: 'typed.ts bundled by esbuild',
    args: (folder) => [path.join(folder, 'out', 'bundle.mjs')],
  },
  {
    source: TYPED,
    name: 'typed.ts bundled and minified by esbuild',
    args: (folder) => [path.join(folder, 'out', 'bundle.min.mjs')],
  },
  {
    source: TYPED,
    name: 'typed.ts by Node',
    args: (folder) => [path.join(folder, TYPED)],
    tooOld: (major) => major < 22,
  },
  {
    source: TYPED,
    name: 'typed.ts by Rankscope',
    args: (folder) => withCompiler(path.join(folder, TYPED)),
  },
];

function asItIs(source: string): AccuracyProgram {
  return { name: source, source, args: (folder) => [path.join(folder, source)] };
}

function withCompiler(file: string): string[] {
  return [...typescriptArguments({ file, dist: DIST }), file];
}

/** Puts the programs, compiled in every way, into an empty folder. */
export function preparePrograms(folder: string): void {
  cpSync(SOURCES, folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  const out = path.join(folder, 'out');
  mkdirSync(out);
  cpSync(path.join(SOURCES, 'phases.mjs'), path.join(out, 'phases.mjs'));
  compile(folder);
  for (const minify of [false, true]) {
    buildSync({
      entryPoints: [path.join(folder, TYPED)],
      outfile: path.join(out, minify ? 'bundle.min.mjs' : 'bundle.mjs'),
      ...{ bundle: true, minify, sourcemap: true, platform: 'node', format: 'esm' },
    });
  }
}

function compile(folder: string): void {
  const compiler = toolFile('typescript', 'bin/tsc');
  const options = {
    ...{ target: 'ES2022', module: 'NodeNext', sourceMap: true, outDir: 'out', types: [] },
    ...{ strict: true, rewriteRelativeImportExtensions: true, allowImportingTsExtensions: true },
    noUncheckedIndexedAccess: true,
  };
  const config = path.join(folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions: options, files: [TYPED] }));
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', config], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`tsc: ${stdout}`);
}

function toolFile(name: string, file: string): string {
  return path.join(ROOT, 'node_modules', name, file);
}
