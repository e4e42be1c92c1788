import { isAbsolutePath, originOf } from '../model/files.js';

/**
 * Gives the path of each file as it is shown: one's own files from the folder they have in common
 * on, those of packages from the package on.
 */
export function shortPaths(files: Iterable<string>): (file: string) => string {
  const own = [...files].filter((file) => originOf(file) === 'own' && isAbsolutePath(file));
  const common = commonFolder(own);
  return (file) => {
    const inPackage = /.*[\\/]node_modules[\\/](.+)$/s.exec(file)?.[1];
    if (inPackage !== undefined) return inPackage;
    return common.length > 1 && file.startsWith(common) ? file.slice(common.length) : file;
  };
}

/** The longest folder all these files are in, with the separator behind it. */
function commonFolder(files: readonly string[]): string {
  const [first] = files;
  if (first === undefined) return '';
  let end = lastSeparator(first) + 1;
  for (const file of files) {
    while (end > 0 && !file.startsWith(first.slice(0, end))) {
      end = lastSeparator(first.slice(0, end - 1)) + 1;
    }
  }
  return first.slice(0, end);
}

function lastSeparator(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}
