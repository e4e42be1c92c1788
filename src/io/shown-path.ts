import { relative, sep } from 'node:path';

/** The path relative to the working folder where that is shorter, else as it is. */
export function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  const isInside = path !== '' && path !== '..' && !path.startsWith(`..${sep}`);
  return isInside && path.length < file.length ? path : file;
}
