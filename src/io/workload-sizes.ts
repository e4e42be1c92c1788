import { readFileSync } from 'node:fs';
import type { SizeParameter } from '../core/model/size-parameter.js';
import { exportedSizes } from '../core/source/exported-sizes.js';

/**
 * The sizes a workload module proposes, for each of its parameters, as they stand in its text;
 * nothing when it has none.
 */
export function proposedSizes(file: string): readonly SizeParameter[] | undefined {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Whoever runs it says that it is not there.
    return undefined;
  }
  return exportedSizes(text, file);
}
