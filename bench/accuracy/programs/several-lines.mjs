import { phase, run } from './phases.mjs';

const a = Float64Array.from({ length: 1000 }, (_, i) => i);
const b = Float64Array.from({ length: 1000 }, (_, i) => 1000 - i);

function only(which, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    switch (which) {
      case 1:
        for (let k = 0; k < 1000; k++) sum += a[k] * b[k]; // self first
        break;
      case 2:
        for (let k = 0; k < 1000; k++) sum += a[k] / (b[k] + 1); // self second
        break;
      default:
        for (let k = 0; k < 1000; k++) sum += Math.sqrt(a[k] + b[k]); // self third
    }
  }
  return sum;
}

phase('first', 10, () => only(1, 500)); // total first
phase('second', 20, () => only(2, 500)); // total second
phase('third', 15, () => only(3, 500)); // total third
await run();
