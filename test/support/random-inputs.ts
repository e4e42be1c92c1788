/** A number below `limit`, the same sequence in every run. */
export type Pick = (limit: number) => number;

/** Numbers that look like chance and are the same in every run. */
export function randomPick(seed: number): Pick {
  let state = seed * 2654435761 + 1;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Lists of up to a dozen made-up elements, some of which occur twice; the first one is empty. */
export function randomLists<T>(count: number, make: (pick: Pick) => T): T[][] {
  return Array.from({ length: count }, (_, seed) => {
    const pick = randomPick(seed);
    const list = Array.from({ length: seed === 0 ? 0 : pick(12) }, () => make(pick));
    return list.map((each) => (pick(6) === 0 ? (list[0] ?? each) : each));
  });
}
