import { ProfileFormatError } from '../model/errors.js';
import { cpuprofile } from './cpuprofile.js';
import { folded } from './folded.js';
import { describeContent, foreignContent } from './foreign-content.js';
import type { ProfileFormat } from './format.js';
import { heapprofile } from './heapprofile.js';
import { pprof } from './pprof.js';
import { v8Legacy } from './v8-legacy.js';

/**
 * Every format there is. The first that knows the content reads it, so strict ones come first; the
 * first with a file's extension writes it.
 */
export const FORMATS: readonly ProfileFormat[] = [cpuprofile, heapprofile, v8Legacy, pprof, folded];

/**
 * Which format is this file? Its content decides, whatever the name says; the name decides only
 * where the content is too short or too damaged to tell. Throws `ProfileFormatError` of kind
 * `empty` or `not-a-profile`, which says what the content seems to be instead.
 */
export function detectFormat(bytes: Uint8Array, fileName: string): ProfileFormat {
  if (isBlank(bytes)) throw new ProfileFormatError('empty', 'There is nothing in it.');
  const byContent = FORMATS.find((format) => format.detect(bytes));
  if (byContent) return byContent;
  const byName = foreignContent(bytes) === undefined ? formatForExtension(fileName) : undefined;
  if (byName) return byName;
  throw new ProfileFormatError(
    'not-a-profile',
    `It is no profile but seems to be ${describeContent(bytes)}.`,
  );
}

/** The format that files of this name have, compressed (`.gz`) or not; undefined for any other. */
export function formatForExtension(fileName: string): ProfileFormat | undefined {
  const name = fileName.toLowerCase();
  const plain = name.replace(/\.gz$/, '');
  return FORMATS.find(({ extensions }) =>
    extensions.some((extension) => name.endsWith(extension) || plain.endsWith(extension)),
  );
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
