// How many songs are heard until the next one that is skipped; every fourth is.

export const sizes = [500, 1000, 2000, 4000];

export const setup = (n) => Array.from({ length: n }, (_, i) => ({ isSkipped: i % 4 === 0 }));

export function run(plays) {
  const streaks = [];
  for (let i = 0; i < plays.length; i++) {
    let streak = 0;
    for (let j = i; j < plays.length; j++) {
      if (plays[j].isSkipped) break;
      streak += 1;
    }
    streaks.push(streak);
  }
  return streaks;
}
