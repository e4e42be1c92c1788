// Filters a playlist against the tracks a listener has played.

interface Track {
  readonly id: number;
  readonly artist: string;
}

export const sizes = [100, 200, 400, 800];

export function setup(n: number): { tracks: Track[]; played: number[] } {
  const tracks = Array.from({ length: n }, (_, i) => ({ id: (i * 7919) % n, artist: `a${i % 9}` }));
  const played = Array.from({ length: n }, (_, i) => i * 2);
  return { tracks, played };
}

export function run({ tracks, played }: ReturnType<typeof setup>): Track[] {
  return tracks.filter((track) => {
    const known = new Set(played); // grows n^2 rule:copy-in-loop
    return !known.has(track.id);
  });
}
