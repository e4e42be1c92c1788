const MEBIBYTE = 2 ** 20;

/** Largest profile file that is read: one text in V8 holds no more, and most formats are text. */
export const LARGEST_PROFILE_FILE = 512 * MEBIBYTE;

/** Largest profile that a compressed file may hold. */
export const LARGEST_UNPACKED_PROFILE = 1024 * MEBIBYTE;

/** Real profiles shrink 5 to 30 times; what unpacks to more than this is made to fill the memory. */
export const LARGEST_UNPACKING_RATIO = 250;

/** Below this the ratio does not matter: even a profile of one sample repeated may be this long. */
export const UNPACKED_IN_ANY_CASE = 64 * MEBIBYTE;

/** A size as people say it, for example `600 MiB`. */
export function sizeText(bytes: number): string {
  if (bytes >= 10 * MEBIBYTE) return `${Math.round(bytes / MEBIBYTE)} MiB`;
  return bytes >= MEBIBYTE ? `${(bytes / MEBIBYTE).toFixed(1)} MiB` : `${bytes} bytes`;
}
