// Add-ons of npm packages are compiled by node-gyp and make, which have two weaknesses.
import { cp, mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { headersOf } from './tools.mjs';

/**
 * Fills a folder by work that compiles add-ons for this Node. make takes a space for the end of a
 * path, so where there is one, all happens in another place, from which the folder is moved. And
 * npm may be set to the headers of another Node, so the environment names those of this one.
 * @param {string} folder
 * @param {string} node
 * @param {(place: string, env: Record<string, string>) => Promise<void>} work
 */
export async function compileInto(folder, node, work) {
  const headers = headersOf(node);
  const env = (/** @type {string | undefined} */ home) =>
    home === undefined ? {} : { npm_config_nodedir: home };
  if (!/\s/u.test(folder + (headers ?? ''))) {
    await mkdir(folder, { recursive: true });
    await work(folder, env(headers));
    return;
  }
  const temporary = await mkdtemp(path.join(tmpdir(), 'rankscope-add-ons-'));
  try {
    const link = path.join(temporary, 'node');
    if (headers !== undefined) await symlink(headers, link, 'junction');
    const place = path.join(temporary, 'work');
    await mkdir(place);
    await work(place, env(headers && link));
    await move(place, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {string} from
 * @param {string} to may be on another disk
 */
async function move(from, to) {
  await rm(to, { recursive: true, force: true });
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
  }
}
