import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A file to run. */
export interface ScriptFile {
  readonly file: string;
  /** Folder with the built bundles. */
  readonly dist: string;
}

/**
 * Which arguments does Node need to run this file? None for JavaScript. TypeScript is compiled as
 * the project does it, with its tsx, else by us: what Node can do by itself depends on its age, and
 * it finds no `./x.ts` behind `./x.js`.
 */
export function typescriptArguments({ file, dist }: ScriptFile): string[] {
  if (!/\.[cm]?tsx?$/i.test(file)) return [];
  const tsx = installedTsx(file);
  return tsx === undefined ? ['--require', path.join(dist, 'typescript.js')] : ['--import', tsx];
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
