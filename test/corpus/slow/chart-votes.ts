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

const EMPTY: Charts = { total: 0, bySong: {} };

function charts(state: Charts, vote: Vote): Charts {
  switch (vote.kind) {
    case 'vote':
      return { total: state.total + 1, bySong: { ...state.bySong, [vote.song]: vote.points } }; // grows n^2 rule:accumulate-by-copy
    default:
      return state;
  }
}

export const run = (votes: Vote[]): Charts => votes.reduce(charts, EMPTY);
