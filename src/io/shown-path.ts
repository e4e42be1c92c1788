import { relative, sep } from 'node:path';
import { isAbsolutePath } from '../core/model/files.js';

/** The path relative to the working folder where that is shorter; anything else, a URL too, as it is. */
export function shownPath(file: string, cwd: string): string {
  if (!isAbsolutePath(file)) return file;
  const path = relative(cwd, file);
  const isInside = path !== '' && path !== '..' && !path.startsWith(`..${sep}`);
  return isInside && path.length < file.length ? path : file;
}
