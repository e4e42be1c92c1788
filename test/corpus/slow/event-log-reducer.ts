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

function watch(history: History, play: Play): History {
  const watched = [...history.watched, play]; // grows n^2 rule:accumulate-by-copy
  return { watched, seconds: history.seconds + play.seconds };
}

function replay(plays: readonly Play[]): History {
  let history: History = { watched: [], seconds: 0 };
  for (const play of plays) history = watch(history, play);
  return history;
}

export function setup(n: number): Play[] {
  return Array.from({ length: n }, (_, i) => ({ item: (i * 7919) % n, seconds: i % 300 }));
}

export function run(plays: readonly Play[]): unknown {
  const { watched, seconds } = replay(plays);
  return { seconds, last: watched.slice(-5), count: watched.length };
}
