// Puts playback events, which arrive newest first, in the order in which they happened.

export const sizes = [100, 200, 400, 800];

export const setup = (n) => Array.from({ length: n }, (_, i) => ({ at: n - i, song: i % 40 }));

export function run(events) {
  const ordered = events.slice();
  for (let i = 1; i < ordered.length; i++) {
    const event = ordered[i];
    let j = i - 1;
    while (j >= 0 && ordered[j].at > event.at) { // grows n^2 rule:pairwise-loops
      ordered[j + 1] = ordered[j];
      j -= 1;
    }
    ordered[j + 1] = event;
  }
  return ordered.map(({ song }) => song);
}
