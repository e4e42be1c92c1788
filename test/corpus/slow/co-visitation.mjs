// Item pairs that are visited one after the other, with how often; the counters are a module away.
import { bump } from './co-visitation/counts.mjs';

export const sizes = [200, 400, 800, 1600];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => (i * 7919) % n);
}

export function run(visits) {
  const counters = [];
  visits.slice(1).forEach((visit, i) => bump(counters, visits[i], visit));
  return counters;
}
