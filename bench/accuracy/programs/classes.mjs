import { phase, run } from './phases.mjs';

class Ranker {
  static weight = 3;

  constructor(n) {
    this.values = Float64Array.from({ length: n }, (_, i) => i % 10);
  }

  score(x) {
    let sum = 0;
    for (let i = 0; i < this.values.length; i++) sum += this.values[i] * x; // self base
    return sum;
  }

  static decay(values, x) {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i] / (x + Ranker.weight); // self decay
    return sum;
  }

  rank(n) {
    let best = 0;
    for (let i = 0; i < n; i++) {
      best = Math.max(best, this.score(i)); // total base boosted
    }
    return best;
  }

  age(n) {
    let best = 0;
    for (let i = 0; i < n; i++) {
      best = Math.max(best, Ranker.decay(this.values, i)); // total decay
    }
    return best;
  }
}

class BoostedRanker extends Ranker {
  score(x) {
    let sum = 1;
    for (let i = 0; i < this.values.length; i++) sum += Math.sqrt(this.values[i] + x); // self boosted
    return sum;
  }
}

const plain = new Ranker(1000);
const boosted = new BoostedRanker(1000);
phase('base', 10, () => plain.rank(400)); // total base
phase('boosted', 20, () => boosted.rank(400)); // total boosted
phase('decay', 10, () => plain.age(400)); // total decay
await run();
