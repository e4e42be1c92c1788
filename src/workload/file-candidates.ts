/** Endings that may be left out, the likeliest first. */
const ENDINGS = ['.ts', '.tsx', '.mts', '.js', '/index.ts', '/index.tsx', '/index.js'];

/**
 * Which files may be meant by a specifier that names none? TypeScript lets one write the name of the
 * file that will be built, or leave its ending out. Nothing for packages.
 */
export function fileCandidates(specifier: string): readonly string[] {
  if (!/^(?:\.{1,2}(?:\/|$)|\/|file:|[A-Za-z]:[\\/])/.test(specifier)) return [];
  const built = /\.([cm]?)js(x?)$/i.exec(specifier);
  if (built !== null) {
    const [, kind = '', jsx = ''] = built;
    const stem = specifier.slice(0, built.index);
    return kind === '' && jsx === '' ? [`${stem}.ts`, `${stem}.tsx`] : [`${stem}.${kind}ts${jsx}`];
  }
  if (/\.(?:[cm]?tsx?|json|node)$/i.test(specifier)) return [];
  return ENDINGS.map((ending) => specifier + ending);
}
