import { transform, type Transform } from 'sucrase';

/** Files that have types in them. */
export const TYPESCRIPT = /\.[cm]?tsx?$/i;

/** How modules of a compiled file are written. */
export type ModuleKind = 'module' | 'commonjs';

/** The text of a file without its types, on the same lines, with its source map inside. */
export function compile(text: string, file: string, kind: ModuleKind): string {
  const transforms: Transform[] = ['typescript'];
  if (/x$/i.test(file)) transforms.push('jsx');
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
  const map = Buffer.from(JSON.stringify({ ...sourceMap, sourcesContent: [text] })).toString(
    'base64',
  );
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${map}`;
}

/**
 * Which files may be meant by a specifier that names none? TypeScript lets one write the name of the
 * file that will be built, or none of its endings.
 */
export function candidates(specifier: string): string[] {
  const built = /\.([cm]?)js(x?)$/i.exec(specifier);
  if (built !== null) {
    const stem = specifier.slice(0, built.index);
    const [, kind = '', jsx = ''] = built;
    return jsx === '' && kind === '' ? [`${stem}.ts`, `${stem}.tsx`] : [`${stem}.${kind}ts${jsx}`];
  }
  if (/\.[cm]?[jt]sx?$|\.json$|\.node$/i.test(specifier)) return [];
  return ['.ts', '.tsx', '.mts', '/index.ts', '/index.tsx'].map((ending) => specifier + ending);
}
