import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** A file to run, and with which Node. */
export interface ScriptFile {
  readonly file: string;
  readonly node: string;
  /** Folder with the built bundles. */
  readonly dist: string;
}

const run = promisify(execFile);
const strips = new Map<string, Promise<boolean>>();

/** Which arguments does Node need to run this file? None for JavaScript. */
export async function typescriptArguments({ file, node, dist }: ScriptFile): Promise<string[]> {
  if (!/\.[cm]?tsx?$/i.test(file)) return [];
  const tsx = installedTsx(file);
  if (tsx !== undefined) return ['--import', tsx];
  if (!/x$/i.test(file) && (await stripsTypes(node))) return [];
  return ['--require', path.join(dist, 'typescript.js')];
}

/** tsx as the project has it: it knows the paths of its tsconfig. */
function installedTsx(file: string): string | undefined {
  try {
    return pathToFileURL(createRequire(file).resolve('tsx')).href;
  } catch {
    // Not installed.
    return undefined;
  }
}

/** Does this Node leave types away by itself? */
function stripsTypes(node: string): Promise<boolean> {
  const known = strips.get(node);
  if (known !== undefined) return known;
  const asked = run(node, ['-p', 'Boolean(process.features.typescript)']).then(
    ({ stdout }) => stdout.trim() === 'true',
    // There is no such Node; whoever starts it says so.
    () => false,
  );
  strips.set(node, asked);
  return asked;
}
