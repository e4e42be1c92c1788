import { readFileSync } from 'node:fs';
import { exportedNumbers } from '../core/source/exported-numbers.js';

/** The sizes a workload module proposes, as they stand in its text; nothing when it has none. */
export function proposedSizes(file: string): readonly number[] | undefined {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Whoever runs it says that it is not there.
    return undefined;
  }
  return exportedNumbers(text, file, 'sizes');
}
