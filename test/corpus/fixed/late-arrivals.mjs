// Puts playback events, which arrive newest first, in the order in which they happened.

export const sizes = [100, 200, 400, 800];

export const setup = (n) => Array.from({ length: n }, (_, i) => ({ at: n - i, song: i % 40 }));

export function run(events) {
  const ordered = events.slice().sort((a, b) => a.at - b.at);
  return ordered.map(({ song }) => song);
}
