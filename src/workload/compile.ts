import { TraceMap, decodedMappings } from '@jridgewell/trace-mapping';
import { transform, type Transform } from 'sucrase';

/** Files that have types in them. */
export const TYPESCRIPT = /\.[cm]?tsx?$/i;

/** How modules of a compiled file are written. */
export type ModuleKind = 'module' | 'commonjs';

/**
 * The text of a file without its types. Everything else stays on its line and, as far as it can, in
 * its column, so that V8 speaks of the places in the file itself and no source map is needed.
 */
export function compile(text: string, file: string, kind: ModuleKind): string {
  const isJsx = /x$/i.test(file);
  const transforms: Transform[] = ['typescript'];
  if (isJsx) transforms.push('jsx');
  if (kind === 'commonjs') transforms.push('imports');
  const { code, sourceMap } = transform(text, {
    transforms,
    filePath: file,
    disableESTransforms: true,
    preserveDynamicImport: true,
    jsxRuntime: 'automatic',
    production: true,
    sourceMapOptions: { compiledFilename: file },
  });
  // Elements become calls, with parts of them in quotes, where no space may be added.
  if (isJsx || sourceMap === undefined) return code;
  return inOldColumns(code, new TraceMap({ ...sourceMap, version: 3 }));
}

/** Code with spaces before each token that would otherwise stand further to the left than it did. */
function inOldColumns(code: string, map: TraceMap): string {
  const mappings = decodedMappings(map);
  const lines = code.split('\n').map((line, index) => {
    let moved = '';
    let done = 0;
    for (const [column, , , oldColumn] of mappings[index] ?? []) {
      moved += line.slice(done, column);
      if (oldColumn !== undefined) moved = moved.padEnd(oldColumn);
      done = column;
    }
    return moved + line.slice(done);
  });
  return lines.join('\n');
}
