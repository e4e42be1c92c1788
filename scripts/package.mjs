// Builds out/rankscope-<platform>-<version>.vsix, with the samplers for every Node it records.
//   npm run package
import path from 'node:path';
import { ensureInstalled } from './support/install.mjs';
import { root } from './support/run.mjs';
import { buildVsix } from './support/vsix.mjs';

try {
  await ensureInstalled();
  const { file, bytes } = await buildVsix();
  console.log(`${path.relative(root, file)}  ${(bytes / 1e6).toFixed(2)} MB`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
