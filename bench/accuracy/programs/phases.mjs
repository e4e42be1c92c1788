/*
 * Makes programs whose cost per line is known. A program consists of phases; the time of each is
 * measured around it, so it is true whatever the machine and the compiler do. Comments say where a
 * phase's time belongs: `// self NAME` on the line that works, `// total NAME` on those that call it.
 */

/** How often each phase gets its turn, so that all of them see the same machine. */
const ROUNDS = 25;

/** @type {{ name: string, ms: number, work: () => unknown, spentMs: number }[]} */
const phases = [];

/**
 * Adds a phase.
 * @param {string} name
 * @param {number} ms about how long it works in each round
 * @param {() => unknown} work a small unit of its work, half a millisecond or more
 */
export function phase(name, ms, work) {
  phases.push({ name, ms, work, spentMs: 0 });
}

/**
 * Does something several times.
 * @param {number} n
 * @param {(i: number) => unknown} work
 */
export function times(n, work) {
  for (let i = 0; i < n; i++) work(i);
}

/** Runs all phases in turn and prints what each has taken. */
export async function run() {
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of phases) {
      const start = performance.now();
      let now = start;
      while (now < start + each.ms) {
        const result = each.work();
        if (result instanceof Promise) await result;
        now = performance.now();
      }
      each.spentMs += now - start;
    }
  }
  for (const { name, spentMs } of phases) console.log(`phase ${name} ${spentMs.toFixed(3)}`);
}
