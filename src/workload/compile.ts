import { transform, type Transform } from 'sucrase';
import { withoutNamespaces } from './namespaces.js';

/** Files that have types in them. */
export const TYPESCRIPT = /\.[cm]?tsx?$/i;

/** How modules of a compiled file are written. */
export type ModuleKind = 'module' | 'commonjs';

/**
 * The text of a file without its types. Every line stays where it was, so V8 speaks of lines of the
 * file itself; there is no source map, as those of sucrase lose their columns behind `${a}${b}`.
 */
export function compile(text: string, file: string, kind: ModuleKind): string {
  const transforms: Transform[] = ['typescript'];
  if (/x$/i.test(file)) transforms.push('jsx');
  if (kind === 'commonjs') transforms.push('imports');
  const { code } = transform(withoutNamespaces(text, file), {
    transforms,
    filePath: file,
    disableESTransforms: true,
    preserveDynamicImport: true,
    jsxRuntime: 'automatic',
    production: true,
  });
  return code;
}
