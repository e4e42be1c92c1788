// Where the programs are that the tests need beside npm's packages. Finds, never installs.
import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

/** The Node releases that recordings are tested on. */
export const nodeMajors = [20, 22, 24, 26];

/**
 * @typedef {object} SystemTool
 * @property {string} name as people call it
 * @property {string} variable environment variable that names another binary
 * @property {readonly string[]} commands what it may be called on the PATH
 * @property {readonly string[]} places where it may lie off the PATH
 * @property {readonly string[]} debian the Debian packages that bring it
 * @property {string} elsewhere how to get it on other systems
 */

/** @type {Record<'go' | 'chromium', SystemTool>} */
export const systemTools = {
  go: {
    name: 'Go',
    variable: 'RANKSCOPE_GO',
    commands: ['go'],
    places: ['/usr/local/go/bin/go', '/opt/homebrew/bin/go'],
    debian: ['golang-go'],
    elsewhere: '`brew install go` on macOS, `winget install GoLang.Go` on Windows',
  },
  chromium: {
    name: 'Chromium',
    variable: 'RANKSCOPE_CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'msedge'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    // Without a font a page has text of no width.
    debian: ['chromium', 'fonts-dejavu-core'],
    elsewhere: 'any Chrome, Edge or Chromium will do',
  },
};

/**
 * The desktop's VS Code, which nothing needs.
 * @type {SystemTool}
 */
export const desktopCode = {
  name: 'VS Code',
  variable: 'RANKSCOPE_CODE',
  commands: ['code', 'code-insiders', 'codium'],
  places: ['/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'],
  debian: [],
  elsewhere: 'https://code.visualstudio.com',
};

/**
 * @param {SystemTool} tool
 * @returns {string | undefined} the path of its binary
 */
export function findTool(tool) {
  const named = namedBinary(tool);
  if (named !== undefined) return isExecutable(named) ? named : undefined;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((each) => each !== '');
  const onPath = tool.commands.flatMap((command) =>
    folders.map((folder) => path.join(folder, command + suffix)),
  );
  return [...onPath, ...tool.places].find(isExecutable);
}

/**
 * The binary that the environment names, which may not be there.
 * @param {SystemTool} tool
 */
export function namedBinary(tool) {
  const named = process.env[tool.variable];
  return named === '' ? undefined : named;
}

/** @param {SystemTool} tool */
export function howToGet(tool) {
  const named = namedBinary(tool);
  if (named !== undefined) return `${tool.variable} names ${named}, which is not a program.`;
  return (
    `${tool.name} is missing. Install it (\`apt-get install ${tool.debian.join(' ')}\` on Debian; ` +
    `${tool.elsewhere}) or set ${tool.variable} to its binary.`
  );
}

/**
 * The folder, npm package and binary of one Node release.
 * @param {number} major
 */
export function nodeRelease(major) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const packageName = `node-${platform}-${process.arch}`;
  const folder = path.join(root, '.tools', `node-${String(major)}`);
  const home = path.join(folder, 'node_modules', packageName);
  const binary = path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return { packageName, folder, binary };
}

/**
 * The folder that node-gyp takes a Node's headers from.
 * @param {string} binary
 * @returns {string | undefined} undefined when this Node came without headers
 */
export function headersOf(binary) {
  const home = path.resolve(path.dirname(realpathSync(binary)), '..');
  return existsSync(path.join(home, 'include', 'node', 'node.h')) ? home : undefined;
}

/**
 * @param {number} major
 * @returns {string | undefined} the path of its binary; the Node we run on where that is it
 */
export function findNode(major) {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const { binary } = nodeRelease(major);
  return existsSync(binary) ? binary : undefined;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, or not for us: either way not a tool we can run.
    return false;
  }
}
