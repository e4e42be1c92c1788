// Collaborative filtering: ratings relative to the mean of all ratings.

export const sizes = [250, 500, 1000, 2000];

class Ratings {
  readonly values: readonly number[];

  constructor(values: readonly number[]) {
    this.values = values;
  }

  mean(): number {
    const sum = this.values.reduce((total, value) => total + value, 0);
    return sum / this.values.length;
  }

  centred(): number[] {
    const centred: number[] = [];
    const mean = this.mean();
    for (let i = 0; i < this.values.length; i++) {
      centred.push(this.values[i]! - mean);
    }
    return centred;
  }
}

export function setup(n: number): number[] {
  return Array.from({ length: n }, (_, i) => 1 + ((i * 7919) % 5));
}

export function run(values: readonly number[]): number[] {
  return new Ratings(values).centred();
}
