import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Shares of a program's time by line, as `file:line`. */
export interface LineShares {
  /** Time spent on the line itself, with builtins. */
  readonly self: ReadonlyMap<string, number>;
  /** With what the line calls. */
  readonly total: ReadonlyMap<string, number>;
}

/** A comment that says which phases spend their time on a line; `name/4` for a fourth of it. */
const MARK = /\/\/ (self|total) ([\w/ ]+)$/;

/**
 * Where has a program spent its time? By the marks in its sources and what its phases have taken.
 * @param source its file in the folder; what it imports is in `lib`
 */
export function truthOf(folder: string, source: string, output: string): LineShares {
  const spentMs = new Map<string, number>();
  for (const [, name = '', ms = ''] of output.matchAll(/^phase (\S+) (\S+)$/gm)) {
    spentMs.set(name, Number(ms));
  }
  if (spentMs.size === 0) throw new Error(`The program has printed no phases: ${output}`);
  const wholeMs = [...spentMs.values()].reduce((sum, ms) => sum + ms, 0);
  const self = new Map<string, number>();
  const total = new Map<string, number>();
  for (const { key, kind, phases } of marksIn(folder, source)) {
    let share = 0;
    for (const phase of phases) {
      const [name = '', parts = '1'] = phase.split('/');
      share += (spentMs.get(name) ?? 0) / wholeMs / Number(parts);
    }
    if (share === 0) continue;
    if (kind === 'self') self.set(key, share);
    total.set(key, share);
  }
  const all = [...self.values()].reduce((sum, share) => sum + share, 0);
  if (Math.abs(all - 1) > 1e-6) throw new Error(`Marks tell of ${all} of the time, not of all.`);
  return { self, total };
}

interface Mark {
  readonly key: string;
  readonly kind: string;
  readonly phases: readonly string[];
}

function marksIn(folder: string, source: string): Mark[] {
  const marks: Mark[] = [];
  const libraries = readdirSync(path.join(folder, 'lib')).map((name) => path.join('lib', name));
  for (const name of [source, ...libraries]) {
    const file = path.join(folder, name);
    for (const [i, text] of readFileSync(file, 'utf8').split('\n').entries()) {
      const [, kind = '', phases = ''] = MARK.exec(text) ?? [];
      if (kind !== '') marks.push({ key: `${file}:${i + 1}`, kind, phases: phases.split(' ') });
    }
  }
  return marks;
}
