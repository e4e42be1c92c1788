import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { growthOf } from '../src/core/analysis/growth.js';
import {
  corpusFiles,
  corpusMarks,
  corpusModules,
  loadCorpusModule,
  type Mark,
} from '../test/support/corpus.js';
import { nodeBinary } from '../test/support/tools.js';
import { DIST } from './run-target.js';

/** `BENCH_NODES=20,24` measures on these, `BENCH_MODULES=page` those with this in their name. */
const MAJORS = (process.env['BENCH_NODES'] ?? '20').split(',').map(Number);
const WANTED = process.env['BENCH_MODULES'] ?? '';

/** What counts as the same exponent. */
const TOLERANCE = 0.1;

/** A model of growth as a function; n alone or n log n is no reason to complain. */
const MODELS: Readonly<Record<string, (n: number) => number>> = {
  'n^2': (n) => n * n,
  'n^2 log n': (n) => n * n * Math.log2(n),
  'n^3': (n) => n ** 3,
};

interface Site {
  readonly file: string;
  readonly line: number;
  readonly growth?: number;
  readonly message: string;
}

/** How much of the corpus of growth does `scale` find, with its exponent, and how often is it wrong? */
export async function corpusByScale(): Promise<void> {
  for (const major of MAJORS) {
    const node = nodeBinary(major);
    await compare(`scale, Node ${major}`, (file) => findings(node, ['scale', '--no-time', file]));
  }
}

/** How much of the corpus of growth does `scan` find, and how often is it wrong? */
export async function corpusByScan(): Promise<void> {
  await compare('scan', (file) => findings(process.execPath, ['scan', ...corpusFiles(file)]));
}

async function compare(title: string, find: (file: string) => readonly Site[]): Promise<void> {
  const isScan = title === 'scan';
  const missed: string[] = [];
  let expected = 0;
  for (const file of modulesOf('slow')) {
    const marks = isScan ? corpusMarks(file) : corpusMarks(file).filter(isSuperlinear);
    if (marks.length === 0) continue;
    expected += 1;
    const { sizes } = await loadCorpusModule(file);
    const found = find(file);
    const isFound = marks.some((mark) => found.some((site) => isAt(site, mark, sizes)));
    if (!isFound) missed.push(`${nameOf(file)} (${textOf(found)})`);
  }
  console.log(`\n### ${title}\n`);
  console.log(`found: ${expected - missed.length} of ${expected}`);
  for (const text of missed) console.log(`- missed ${text}`);
  for (const folder of ['fixed', 'look-alikes'] as const) {
    const wrong = modulesOf(folder).flatMap((file) => {
      const found = find(file);
      return found.length === 0 ? [] : [`${nameOf(file)}: ${textOf(found)}`];
    });
    console.log(`${folder}: ${wrong.length} of ${modulesOf(folder).length} with a finding`);
    for (const text of wrong) console.log(`- ${text}`);
  }
}

function modulesOf(folder: Parameters<typeof corpusModules>[0]): readonly string[] {
  return corpusModules(folder).filter((file) => file.includes(WANTED));
}

function isSuperlinear({ grows }: Mark): boolean {
  return grows !== undefined && grows in MODELS;
}

/** Is a finding about the marked line, with the exponent its model has at these sizes? */
function isAt(site: Site, { file, line, grows }: Mark, sizes: readonly number[]): boolean {
  if (site.file !== file || site.line !== line) return false;
  const model = MODELS[grows ?? ''];
  if (site.growth === undefined || model === undefined) return true;
  const truth = growthOf(sizes, sizes.map(model)).growth;
  return Math.abs(site.growth - truth) <= TOLERANCE;
}

/** What a command finds; throws when it could not run. */
function findings(node: string, args: readonly string[]): readonly Site[] {
  const [command = '', ...rest] = args;
  const words = [path.join(DIST, 'cli.js'), command, '--json', ...rest];
  const { stdout, stderr, status } = spawnSync(node, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return (JSON.parse(stdout) as { findings: readonly Site[] }).findings;
}

function nameOf(file: string): string {
  return path.basename(file);
}

function textOf(sites: readonly Site[]): string {
  if (sites.length === 0) return 'nothing found';
  return sites.map(({ file, line, message }) => `${nameOf(file)}:${line} ${message}`).join('; ');
}
