import path from 'node:path';
import type { LaunchPlan } from './launch-plan.js';

/** What variables of a launch configuration stand for. */
export interface Variables {
  readonly workspaceFolder: string;
  /** The file in the active editor, if any. */
  readonly file: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** A launch configuration that cannot be recorded, and why. */
export class UnusableConfiguration extends Error {}

/** The plan of an npm script. */
export function scriptPlan(
  name: string,
  packageFolder: string,
  root: string,
  manager: 'npm' | 'pnpm' | 'yarn' = 'npm',
): LaunchPlan {
  const title = `${manager} run ${name}`;
  return { title, command: [manager, 'run', name], cwd: packageFolder, root };
}

/** Is this an entry of `launch.json` that starts a Node program? */
export function isNodeConfiguration(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    (value.type === 'node' || value.type === 'pwa-node') &&
    'request' in value &&
    value.request === 'launch'
  );
}

/**
 * The plan of an entry of `launch.json`. Throws `UnusableConfiguration` for what cannot be run
 * without the debugger.
 */
export function configurationPlan(
  configuration: Readonly<Record<string, unknown>>,
  variables: Variables,
  node: string,
): LaunchPlan {
  const resolve = (value: unknown) => substituted(value, variables);
  const text = (key: string) => {
    const value = resolve(configuration[key]);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const words = (key: string) => {
    const value = resolve(configuration[key]);
    if (typeof value === 'string') return value.split(/\s+/).filter((word) => word !== '');
    return Array.isArray(value) ? value.map(String) : [];
  };
  const name = text('name') ?? 'launch configuration';
  const executable = text('runtimeExecutable') ?? node;
  const program = text('program');
  const runtimeArguments = words('runtimeArgs');
  if (program === undefined && runtimeArguments.length === 0) {
    throw new UnusableConfiguration(
      `"${name}" in launch.json has neither a program nor runtimeArgs, so there is nothing to run.`,
    );
  }
  return {
    title: name,
    command: [
      executable,
      ...runtimeArguments,
      ...(program === undefined ? [] : [program]),
      ...words('args'),
    ],
    cwd: path.resolve(variables.workspaceFolder, text('cwd') ?? '.'),
    env: environment(resolve(configuration['env'])),
    root: variables.workspaceFolder,
  };
}

function environment(value: unknown): Record<string, string | null> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, each === null ? null : String(each)]),
  );
}

function substituted(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return substitutedText(value, variables);
  if (Array.isArray(value)) return value.map((each) => substituted(each, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, substituted(each, variables)]),
  );
}

function substitutedText(text: string, { workspaceFolder, file, env }: Variables): string {
  const known: Readonly<Record<string, string | undefined>> = {
    workspaceFolder,
    workspaceRoot: workspaceFolder,
    workspaceFolderBasename: path.basename(workspaceFolder),
    file,
    fileBasename: file && path.basename(file),
    fileBasenameNoExtension: file && path.parse(file).name,
    fileDirname: file && path.dirname(file),
    fileExtname: file && path.extname(file),
    relativeFile: file && path.relative(workspaceFolder, file),
    cwd: workspaceFolder,
    pathSeparator: path.sep,
    '/': path.sep,
  };
  return text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
    const value = name.startsWith('env:') ? (env[name.slice('env:'.length)] ?? '') : known[name];
    if (value === undefined) {
      throw new UnusableConfiguration(
        `launch.json uses ${whole}, which Rankscope cannot fill in here. ${
          name.startsWith('file') || name === 'relativeFile'
            ? 'Open the file it is for, and try again.'
            : 'Record the command with “Rankscope: Record…” instead.'
        }`,
      );
    }
    return value;
  });
}
