/** FNV-1a over the decimal ids: equal exactly when the ids and their order are, for our purposes. */
export function checksum(ids: Iterable<number>): string {
  let hash = 0x811c9dc5;
  for (const id of ids) {
    for (const byte of `${id};`) hash = Math.imul(hash ^ byte.charCodeAt(0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
