// Replays the votes of an evening through the reducer that the page of the charts uses.

interface Vote {
  readonly kind: 'vote' | 'ping';
  readonly song: string;
  readonly points: number;
}

interface Charts {
  readonly total: number;
  readonly bySong: Readonly<Record<string, number>>;
}

export const sizes = [100, 200, 400, 800];

export const setup = (n: number): Vote[] =>
  Array.from({ length: n }, (_, i) => ({ kind: 'vote', song: `s${(i * 7919) % n}`, points: i % 12 }));

export function run(votes: Vote[]): Charts {
  const bySong: Record<string, number> = {};
  let total = 0;
  for (const { kind, song, points } of votes) {
    if (kind !== 'vote') continue;
    total += 1;
    bySong[song] = points;
  }
  return { total, bySong };
}
