import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  findNode,
  findTool,
  howToGet,
  nodeMajors,
  nodeRelease,
  systemTools,
} from '../../scripts/support/tools.mjs';

export { nodeMajors };

/** The path of a Node of this major release; throws a sentence that says how to get it. */
export function nodeBinary(major: number): string {
  const found = findNode(major);
  if (found !== undefined) return found;
  const { packageName, binary } = nodeRelease(major);
  throw new Error(
    `Node ${major} is missing at ${binary}. Run \`npm run setup\`, ` +
      `which installs it from the npm package ${packageName}.`,
  );
}

/** The path of `go`, which brings `go tool pprof`. */
export function goBinary(): string {
  return systemTool('go');
}

/** The path of a Chromium or one of its kin. */
export function chromiumBinary(): string {
  return systemTool('chromium');
}

/** The folder whose `index.html` is speedscope. */
export function speedscopeDir(): string {
  const folder = path.resolve(import.meta.dirname, '../../node_modules/speedscope/dist/release');
  if (existsSync(path.join(folder, 'index.html'))) return folder;
  throw new Error(`speedscope is missing at ${folder}. Run \`npm ci\`.`);
}

function systemTool(name: keyof typeof systemTools): string {
  const found = findTool(systemTools[name]);
  if (found === undefined) throw new Error(howToGet(systemTools[name]));
  return found;
}
