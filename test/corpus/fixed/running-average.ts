// The moving state of an online learner: after each event the mean of all rewards so far.

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i * 7919) % 10);
}

export function run(rewards: readonly number[]): number[] {
  let sum = 0;
  return rewards.map((reward, i) => {
    sum += reward;
    return sum / (i + 1);
  });
}
