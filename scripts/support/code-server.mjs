// Where VS Code comes from: the npm package code-server holds VS Code's own server, its
// workbench for the browser and its built-in extensions. No download but npm's.
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { compileInto } from './add-ons.mjs';
import { tryDebianPackages } from './debian.mjs';
import { ensureNode, isInstalled } from './install.mjs';
import { npm, root } from './run.mjs';
import { findNode } from './tools.mjs';

/** code-server refuses to be installed on any other. */
const serverNode = 24;

const lockFolder = path.join(root, 'scripts', 'vscode-server');
const folder = path.join(root, '.tools', 'vscode-server');

/** Needed while it is installed: it compiles add-ons, one against Kerberos' headers. */
const debianPackages = ['libkrb5-dev', 'g++', 'make', 'python3'];

/**
 * The command that starts VS Code's server, without arguments.
 * @returns {{ node: string, server: string }}
 */
export function codeServer() {
  const node = findNode(serverNode);
  if (node === undefined) {
    throw new Error(`Node ${String(serverNode)} is missing: \`npm run setup\`.`);
  }
  const home = path.join(folder, 'node_modules', 'code-server');
  return { node, server: path.join(home, 'lib', 'vscode', 'out', 'server-main.js') };
}

/** Installs VS Code's server unless this very version is there. */
export async function ensureCodeServer() {
  const node = await ensureNode(serverNode);
  if (await isInstalled(folder, lockFolder)) return;
  await tryDebianPackages(debianPackages);
  const { version } = await wanted();
  console.log(`Installing VS Code's server from code-server ${version}, about 90 s …`);
  try {
    await compileInto(folder, node, async (place, env) => {
      for (const file of ['package.json', 'package-lock.json']) {
        await cp(path.join(lockFolder, file), path.join(place, file));
      }
      const ci = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
      await npm(ci, { cwd: place, nodeBinary: node, env, quiet: true });
    });
  } catch (error) {
    throw new Error(
      `VS Code's server could not be installed from the npm package code-server@${version}. It ` +
        `needs a C++ compiler, make, Python 3 and the headers of Kerberos ` +
        `(\`apt-get install ${debianPackages.join(' ')}\` on Debian).`,
      { cause: error },
    );
  }
}

/** @returns {Promise<{ version: string }>} */
async function wanted() {
  const text = await readFile(path.join(lockFolder, 'package.json'), 'utf8');
  /** @type {{ dependencies: { 'code-server': string } }} */
  const { dependencies } = JSON.parse(text);
  return { version: dependencies['code-server'] };
}
