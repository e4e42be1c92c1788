// How deep a category lies; what is known is not computed again.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return new Map(Array.from({ length: n }, (_, i) => [i, i === 0 ? undefined : i - 1]));
}

export function run(parents) {
  const known = new Map();
  const depth = (category) => {
    if (category === undefined) return 0;
    const found = known.get(category);
    if (found !== undefined) return found;
    const value = 1 + depth(parents.get(category));
    known.set(category, value);
    return value;
  };
  return [...parents.keys()].map((category) => depth(category));
}
