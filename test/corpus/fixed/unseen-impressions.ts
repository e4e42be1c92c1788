// Walks an event log and yields the items a session has been shown for the first time.

interface Impression {
  readonly session: string;
  readonly item: number;
}

interface Session {
  readonly shown?: number[];
}

export const sizes = [250, 500, 1000, 2000];

function* unseen(log: readonly Impression[], session: Session | undefined): Generator<number> {
  const shown = new Set(session?.shown);
  let at = 0;
  while (at < log.length) {
    const { item } = log[at]!;
    at += 1;
    if (shown.has(item)) continue;
    yield item;
  }
}

export function setup(n: number): { log: Impression[]; session: Session } {
  const log: Impression[] = [];
  const shown: number[] = [];
  for (let i = 0; i < n; i++) {
    log.push({ session: `s${i % 4}`, item: (i * 7919) % n });
    if (i % 2 === 0) shown.push(n - i);
  }
  return { log, session: { shown } };
}

export function run({ log, session }: ReturnType<typeof setup>): number[] {
  return [...unseen(log, session)];
}
