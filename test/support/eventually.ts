import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer does not throw, and gives it; throws the last error when that takes too
 * long. For what another program shows when it gets to it.
 */
export async function eventually<Answer>(
  ask: () => Answer | Promise<Answer>,
  limitMs = 10_000,
): Promise<Answer> {
  const end = performance.now() + limitMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await sleep(50);
  }
}
