import { phase, run } from './phases.mjs';

const seen = Array.from({ length: 2000 }, (_, i) => `title ${i}`);
const queue = Array.from({ length: 2000 }, (_, i) => `title ${i}`);
const wanted = Array.from({ length: 50 }, (_, n) => `film ${n}`);

function isSeen(value) {
  return seen.includes(value); // self seen
}

function placeInQueue(value) {
  return queue.indexOf(value); // self queue
}

function countSeen() {
  let count = 0;
  for (const value of wanted) {
    if (isSeen(value)) count += 1; // total seen
  }
  return count;
}

function sumOfPlaces() {
  let sum = 0;
  for (const value of wanted) {
    sum += placeInQueue(value); // total queue
  }
  return sum;
}

phase('seen', 30, () => countSeen() + countSeen() + countSeen()); // total seen
phase('queue', 12, () => sumOfPlaces() + sumOfPlaces() + sumOfPlaces()); // total queue
await run();
