// Each user brings their own events; all lists together are the log.

interface User {
  readonly id: number;
  readonly events: readonly { readonly type: string }[];
}

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): User[] {
  return Array.from({ length: n }, (_, id) => ({
    id,
    events: Array.from({ length: 1 + (id % 6) }, (_unused, i) => ({
      type: i % 2 ? 'click' : 'view',
    })),
  }));
}

export function run(users: readonly User[]): number[] {
  return users.map((user) => user.events.filter(({ type }) => type === 'click').length);
}
