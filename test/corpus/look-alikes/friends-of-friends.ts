// Two hops over adjacency lists, each of four friends.

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): number[][] {
  return Array.from({ length: n }, (_, user) => [1, 2, 5, 9].map((step) => (user + step) % n));
}

export function run(friends: readonly (readonly number[])[]): number[] {
  return friends.map((own, user) => {
    const reached = new Set<number>();
    for (const friend of own) {
      for (const second of friends[friend]!) {
        if (second !== user && !own.includes(second)) reached.add(second);
      }
    }
    return reached.size;
  });
}
