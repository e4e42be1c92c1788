// The moving state of an online learner: after each event the mean of all rewards so far.

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i * 7919) % 10);
}

export function run(rewards: readonly number[]): number[] {
  return rewards.map((_, i) => {
    const sofar = rewards.slice(0, i + 1); // grows n^2 rule:copy-in-loop
    return sofar.reduce((sum, reward) => sum + reward, 0) / sofar.length;
  });
}
