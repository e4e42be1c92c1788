import path from 'node:path';
import * as vscode from 'vscode';
import type { ProofResult } from '../../protocol/prover.js';
import type { AnalystClient } from '../analyst-client.js';
import { setting } from '../settings.js';
import { planEnvironment } from '../start/launch-plan.js';
import { nodeOf } from '../start/plans.js';
import { packageOf, rootOf } from '../start/workspace-facts.js';
import { besideOf, nothingRuns, runsOf, type ProvingRun } from './choose-run.js';
import { proveInThread } from './prover-thread.js';
import type { RecordedTexts } from './recorded-texts.js';
import type { ProveSubject } from './subject.js';
import { versionBefore, type VersionBefore } from './version-before.js';

/** A proof that came to its end. */
export interface Proof extends Pick<VersionBefore, 'changes' | 'since'> {
  readonly run: ProvingRun;
  readonly result: ProofResult;
}

/** What it takes to prove a change. */
export interface ProofServices {
  readonly analyst: AnalystClient;
  /** Folder with the built bundles. */
  readonly dist: string;
  readonly recorded: RecordedTexts;
}

const WORKLOADS = '**/*.workload.{js,cjs,mjs,jsx,ts,cts,mts,tsx}';
const MOST_WORKLOADS = 500;

/**
 * Runs a workload on the code as it was and as it is. Gives nothing when the user went no further;
 * rejects with a sentence for the user.
 */
export async function proveChange(
  subject: ProveSubject,
  { analyst, dist, recorded }: ProofServices,
): Promise<Proof | undefined> {
  // What runs is what is on the disk.
  await vscode.workspace.saveAll(false);
  const before = await versionBefore(subject, recorded);
  try {
    const run = await chooseRun(subject, before, analyst);
    if (run === undefined) return undefined;
    const result = await proveWithProgress(run, before, dist);
    const { changes, since } = before;
    return result && { run, result, changes, since };
  } finally {
    before.remove();
  }
}

async function chooseRun(
  subject: ProveSubject,
  { changes }: VersionBefore,
  analyst: AnalystClient,
): Promise<ProvingRun | undefined> {
  if (subject.kind === 'workload') {
    return { file: subject.file, exported: subject.exported, how: '' };
  }
  const root = rootOf(vscode.Uri.file(subject.file));
  const changed = changes.map(({ file }) => file);
  // Of several changed files the one in front of the user says what is meant.
  const files = changed.includes(subject.file) ? [subject.file] : changed;
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(root, WORKLOADS),
    '**/node_modules/**',
    MOST_WORKLOADS,
  );
  const workloads = found.map(({ fsPath }) => fsPath).sort();
  const importing = await analyst.ask('workloadsFor', { files, workloads, root });
  const beside = importing.length > 0 ? [] : besideOf(files, workloads);
  const others = await analyst.ask('workloadsFor', { files: beside, workloads: beside, root });
  const runs = [...runsOf(importing, false), ...runsOf(others, true)];
  if (runs.length === 0) throw new Error(nothingRuns(files));
  return runs.length === 1 ? runs[0] : pickRun(runs, root);
}

async function pickRun(runs: readonly ProvingRun[], root: string): Promise<ProvingRun | undefined> {
  const items = runs.map((run) => ({
    label: titleOf(run),
    description: path.relative(root, path.dirname(run.file)),
    detail: run.how,
    run,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Prove the change with which workload?',
    placeHolder: 'It is run on the code as it was and as it is',
    matchOnDescription: true,
  });
  return chosen?.run;
}

/** A function of a workload module, as people call it. */
export function titleOf({ file, exported }: ProvingRun): string {
  return `${path.basename(file)} › ${exported}`;
}

async function proveWithProgress(
  run: ProvingRun,
  { replacements }: VersionBefore,
  dist: string,
): Promise<ProofResult | undefined> {
  const uri = vscode.Uri.file(run.file);
  const root = rootOf(uri);
  const { folder: cwd } = await packageOf(run.file, root);
  const plan = { title: titleOf(run), command: [], cwd, root };
  const data = {
    ...{ file: run.file, exported: run.exported, cwd, root, dist },
    env: planEnvironment(process.env, plan),
    ...{ node: nodeOf(uri), before: replacements, seconds: setting('prove.seconds', uri) },
  };
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Proving the change with ${titleOf(run)}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) =>
    proveInThread(data, (message) => progress.report({ message }), token),
  );
}
