/** Whose code a file is: what one can edit, what one can replace, what one has to live with. */
export type Origin = 'own' | 'dependency' | 'node' | 'native';

const WINDOWS_DRIVE = /^\/?([A-Za-z]):[\\/]/;

/**
 * The path behind a `file:` URL, decoded, as the operating system writes it
 * (`file:///C:/a%20b.js` → `C:\a b.js`); any other text comes back unchanged.
 */
export function fileFromUrl(url: string): string {
  if (!url.startsWith('file://')) return url;
  const path = decoded(url.slice('file://'.length));
  if (WINDOWS_DRIVE.test(path)) return path.replace(/^\//, '').replaceAll('/', '\\');
  if (!path.startsWith('/')) return `\\\\${path.replaceAll('/', '\\')}`;
  return path;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray `%` in a name somebody did not encode: the text itself is the best path there is.
    return text;
  }
}

/** Is this an absolute path of any of the three operating systems? */
export function isAbsolutePath(file: string): boolean {
  return file.startsWith('/') || file.startsWith('\\\\') || WINDOWS_DRIVE.test(file);
}

/** Whose code `file` is, told from its path alone. */
export function originOf(file: string): Origin {
  if (file === '' || file.startsWith('wasm:')) return 'native';
  if (file.startsWith('node:') || file.startsWith('internal/')) return 'node';
  if (/[\\/]node_modules[\\/]/.test(file)) return 'dependency';
  return 'own';
}
