import { parentPort, workerData } from 'node:worker_threads';
import { verdictNotes, verdictText, type VerdictWords } from '../core/report/verdict-text.js';
import { prove, PROCESSES } from '../launch/prove.js';
import { shownPath } from '../io/shown-path.js';
import { CANCEL_PROOF, type ProverData, type ProverMessage } from '../protocol/prover.js';

/** Proves the one change this thread was started for, and says what comes out. */
async function main({ root, before, ...setting }: ProverData): Promise<void> {
  const say = (message: ProverMessage) => parentPort?.postMessage(message);
  const stop = new AbortController();
  parentPort?.on('message', (message: unknown) => {
    if (message === CANCEL_PROOF) stop.abort();
  });
  const words: VerdictWords = {
    showPath: (file) => shownPath(file, root),
    moreTime: 'the setting rankscope.prove.seconds',
    otherSizes: 'sizes in the workload',
  };
  try {
    const verdict = await prove({
      ...setting,
      ...{ versions: { before, after: [] }, sizes: [], processes: PROCESSES },
      onProgress: (text) => say({ kind: 'progress', text }),
      signal: stop.signal,
    });
    const { conclusion } = verdict;
    const [summary, notes] = [verdictText(verdict, words), verdictNotes(verdict, words)];
    say({ kind: 'result', result: { conclusion, summary, notes } });
  } catch (error) {
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  } finally {
    parentPort?.close();
  }
}

void main(workerData as ProverData);
