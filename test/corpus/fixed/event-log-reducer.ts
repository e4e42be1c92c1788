// A reducer in the style of a state store: every event gives a new state.

interface Play {
  readonly item: number;
  readonly seconds: number;
}

interface History {
  readonly watched: readonly Play[];
  readonly seconds: number;
}

export const sizes = [250, 500, 1000, 2000];

function replay(plays: readonly Play[]): History {
  const watched: Play[] = [];
  let seconds = 0;
  for (const play of plays) {
    watched.push(play);
    seconds += play.seconds;
  }
  return { watched, seconds };
}

export function setup(n: number): Play[] {
  return Array.from({ length: n }, (_, i) => ({ item: (i * 7919) % n, seconds: i % 300 }));
}

export function run(plays: readonly Play[]): unknown {
  const { watched, seconds } = replay(plays);
  return { seconds, last: watched.slice(-5), count: watched.length };
}
