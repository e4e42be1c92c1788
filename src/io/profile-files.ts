import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { detectFormat } from '../core/formats/formats.js';
import type { ProfileFormat } from '../core/formats/format.js';
import { ProfileFormatError, type ProfileFormatErrorKind } from '../core/model/errors.js';
import type { Profile } from '../core/model/profile.js';
import {
  LARGEST_PROFILE_FILE,
  LARGEST_UNPACKED_PROFILE,
  LARGEST_UNPACKING_RATIO,
  sizeText,
  UNPACKED_IN_ANY_CASE,
} from './limits.js';

/** Why a profile file could not be read or written: the content, or the place it is at. */
export type ProfileFileErrorKind =
  ProfileFormatErrorKind | 'missing' | 'not-a-file' | 'unreadable' | 'unwritable' | 'unsupported';

/** What to do about it, where there is something to do. */
const ADVICE: Readonly<Record<ProfileFileErrorKind, string>> = {
  empty: 'Record it again and let the program end before you use the file.',
  'not-a-profile':
    'Give a .cpuprofile, .heapprofile, pprof (.pb.gz) or folded stacks file, or a recording folder.',
  truncated: 'Record or copy it again; the program may have been killed while it wrote.',
  malformed: 'Record it again, or export it again with the tool that wrote it.',
  'no-samples': 'Let the program run longer while it is recorded, or sample it more often.',
  'too-large': 'Record for a shorter time or with a longer sampling interval.',
  missing: 'Check the path.',
  'not-a-file': 'Give the file itself.',
  unreadable: 'Check that you may read it.',
  unwritable: 'Check that the folder exists, that you may write there and that the disk has room.',
  unsupported: 'Choose another format.',
};

/** Says which file could not be used, what is wrong with it and what to do. */
export class ProfileFileError extends Error {
  readonly file: string;
  readonly kind: ProfileFileErrorKind;

  /** `what` is one sentence without the file's name. */
  constructor(file: string, kind: ProfileFileErrorKind, what: string, cause?: unknown) {
    super(`${file}: ${what} ${ADVICE[kind]}`, { cause });
    this.name = 'ProfileFileError';
    this.file = file;
    this.kind = kind;
  }
}

/** What a profile file holds. */
export interface ProfileFile {
  readonly format: ProfileFormat;
  /** One for each kind of value and thread; at least one. */
  readonly profiles: readonly Profile[];
}

/**
 * Which profiles are in this file? Takes every format of `FORMATS`, compressed with gzip or not,
 * told by content before name; text may be UTF-8 or UTF-16. Times come in µs, sizes in bytes, lines
 * from 1. Files above 512 MiB, or 1 GiB unpacked, are refused before they are read. Throws
 * `ProfileFileError` and nothing else.
 */
export async function readProfileFile(file: string): Promise<ProfileFile> {
  const content = await readContent(file);
  try {
    const bytes = toUtf8(await unpack(content));
    const format = detectFormat(bytes, file);
    return { format, profiles: format.parse(bytes) };
  } catch (error) {
    if (error instanceof ProfileFormatError) {
      throw new ProfileFileError(file, error.kind, error.message, error);
    }
    throw error;
  }
}

/**
 * Writes `profiles` to `file` in this format, compressed where the name ends in `.gz` and, as other
 * tools expect of it, in pprof of any name but `.pb`. The file appears whole or not at all. Throws
 * `ProfileFileError` and nothing else.
 */
export async function writeProfileFile(
  file: string,
  format: ProfileFormat,
  profiles: readonly Profile[],
): Promise<void> {
  const bytes = contentOf(file, format, profiles);
  await writeWhole(file, isPacked(file, format) ? await pack(bytes) : bytes);
}

/** Writes a file that appears whole or not at all. Throws `ProfileFileError` and nothing else. */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await refuseToReplace(file);
  const temporary = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    await writeFile(temporary, bytes, { flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new ProfileFileError(
      file,
      'unwritable',
      `It cannot be written (${codeOf(error)}).`,
      error,
    );
  }
}

const unpackGzip = promisify(gunzip);
const pack = promisify<Uint8Array, Buffer>(gzip);

async function readContent(file: string): Promise<Uint8Array> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new ProfileFileError(file, 'not-a-file', 'It is a folder.');
    if (!found.isFile()) throw new ProfileFileError(file, 'not-a-file', 'It is no regular file.');
    if (found.size > LARGEST_PROFILE_FILE) {
      const sizes = `${sizeText(found.size)}, and at most ${sizeText(LARGEST_PROFILE_FILE)}`;
      throw new ProfileFileError(file, 'too-large', `It has ${sizes} can be read.`);
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof ProfileFileError) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new ProfileFileError(file, 'missing', 'There is no such file.', error);
    }
    throw new ProfileFileError(file, 'unreadable', `It cannot be read (${code}).`, error);
  }
}

/** A rename would replace a folder's or a device's entry, so only files are replaced. */
async function refuseToReplace(file: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ProfileFileError(
      file,
      'unwritable',
      `It cannot be written (${codeOf(error)}).`,
      error,
    );
  });
  if (found === undefined || found.isFile()) return;
  throw new ProfileFileError(file, 'not-a-file', 'There is something there that is no file.');
}

function contentOf(file: string, format: ProfileFormat, profiles: readonly Profile[]): Uint8Array {
  if (format.write === undefined) {
    throw new ProfileFileError(
      file,
      'unsupported',
      `A ${format.label} can be read but not written.`,
    );
  }
  try {
    return format.write(profiles);
  } catch (error) {
    if (error instanceof ProfileFormatError) {
      throw new ProfileFileError(file, error.kind, error.message, error);
    }
    throw error;
  }
}

function isPacked(file: string, format: ProfileFormat): boolean {
  const name = file.toLowerCase();
  return name.endsWith('.gz') || (format.id === 'pprof' && !name.endsWith('.pb'));
}

/** The content of gzip data, which its first two bytes tell, or `bytes` as they are. */
async function unpack(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const most = Math.min(
    LARGEST_UNPACKED_PROFILE,
    Math.max(UNPACKED_IN_ANY_CASE, bytes.length * LARGEST_UNPACKING_RATIO),
  );
  try {
    return await unpackGzip(bytes, { maxOutputLength: most });
  } catch (error) {
    throw unpackingError(codeOf(error), bytes.length, most);
  }
}

/** Codes of zlib (https://www.zlib.net/manual.html#Constants) and Node's for `maxOutputLength`. */
function unpackingError(code: string, size: number, most: number): ProfileFormatError {
  if (code === 'ERR_BUFFER_TOO_LARGE') {
    const sizes = `${sizeText(size)} of gzip data unpack to more than ${sizeText(most)}`;
    return new ProfileFormatError('too-large', `Its ${sizes}.`);
  }
  if (code === 'Z_BUF_ERROR') {
    const message = 'The gzip data end in the middle: the rest of them is missing.';
    return new ProfileFormatError('truncated', message);
  }
  return new ProfileFormatError('malformed', 'The gzip data in it are damaged.');
}

/** Text as UTF-8: PowerShell's `>` writes UTF-16 with a mark in front. Other bytes stay. */
function toUtf8(bytes: Uint8Array): Uint8Array {
  const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isLittleEndian && !isBigEndian) return bytes;
  if (bytes.length % 2 !== 0) {
    throw new ProfileFormatError('truncated', 'Its UTF-16 text ends in the middle of a character.');
  }
  if (bytes.length > LARGEST_PROFILE_FILE) {
    const sizes = `${sizeText(bytes.length)}, and at most ${sizeText(LARGEST_PROFILE_FILE)}`;
    throw new ProfileFormatError('too-large', `Its UTF-16 text has ${sizes} can be read.`);
  }
  const units = Buffer.from(bytes.subarray(2));
  return Buffer.from((isBigEndian ? units.swap16() : units).toString('utf16le'), 'utf8');
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
