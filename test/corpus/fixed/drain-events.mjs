// Drains a queue of tracking events into counters.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({
    type: i % 3 === 0 ? 'click' : 'view',
    item: i % 50,
  }));
}

export function run(events) {
  const queue = events.slice();
  const clicks = new Map();
  for (let head = 0; head < queue.length; head++) {
    const event = queue[head];
    if (event.type !== 'click') continue;
    clicks.set(event.item, (clicks.get(event.item) ?? 0) + 1);
  }
  return [...clicks];
}
