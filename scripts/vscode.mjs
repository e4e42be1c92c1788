// Opens VS Code with Rankscope on the sample, or on a folder: the desktop's VS Code where there is
// one, else real VS Code in the browser, served until Ctrl-C.
//   npm run vscode [-- [--browser] [folder]]
import path from 'node:path';
import { buildAll } from './support/build.mjs';
import { ensureCodeServer } from './support/code-server.mjs';
import { ensureInstalled } from './support/install.mjs';
import { root, run } from './support/run.mjs';
import { ServedVscode } from './support/serve-vscode.mjs';
import { desktopCode, findTool, howToGet, namedBinary } from './support/tools.mjs';
import { buildVsix } from './support/vsix.mjs';

const sample = path.join(root, 'samples', 'movie-feed');

/** @param {string[]} args */
async function main(args) {
  const folder = path.resolve(args.find((arg) => !arg.startsWith('-')) ?? sample);
  const code = findTool(desktopCode);
  if (code === undefined && namedBinary(desktopCode) !== undefined) {
    throw new Error(howToGet(desktopCode));
  }
  await ensureInstalled();
  await buildAll();
  if (code === undefined || args.includes('--browser')) await serve(folder);
  else await run(code, ['--new-window', `--extensionDevelopmentPath=${root}`, folder]);
}

/** @param {string} folder */
async function serve(folder) {
  await ensureCodeServer();
  const { file } = await buildVsix();
  const vscode = await ServedVscode.start({ vsix: file });
  console.log(`
VS Code with Rankscope on ${path.relative(process.cwd(), folder) || '.'}: open

  ${vscode.urlOf(folder)}

in a browser on this machine. Ctrl-C ends it.`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
