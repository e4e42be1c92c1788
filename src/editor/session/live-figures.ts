import type { ProcessFigures } from '../../launch/launch-target.js';
import { bytesText } from '../../core/analysis/figures.js';

/** Processes that have not been heard of for so long have ended. */
const FORGET_MS = 3000;

/** What all processes of a target use together, from what each says of itself. */
export class LiveFigures {
  readonly #processes = new Map<
    number,
    { readonly figures: ProcessFigures; readonly at: number }
  >();

  /** Takes in what one process says. @param now in ms */
  learn(figures: ProcessFigures, now: number): void {
    this.#processes.set(figures.pid, { figures, at: now });
  }

  /** `CPU 98 %, heap 84 MB`; empty while nothing is known. @param now in ms */
  text(now: number): string {
    const fresh = [...this.#processes.values()].filter(({ at }) => now - at < FORGET_MS);
    if (fresh.length === 0) return '';
    const cpu = fresh.reduce((sum, { figures }) => sum + figures.cpuShare, 0);
    const heap = fresh.reduce((sum, { figures }) => sum + figures.heapBytes, 0);
    return `CPU ${Math.round(cpu * 100)} %, heap ${bytesText(heap)}`;
  }
}

/** `0:07`, `12:30`, `1:02:03`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
