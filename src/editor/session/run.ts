import type { RunInfo } from '../../io/recording-folder.js';
import type { LiveFigures } from './live-figures.js';

/** A target that is being recorded. */
export interface Run {
  readonly title: string;
  /** Folder the recording is written to. */
  readonly folder: string;
  /** Folder whose sources may be shown. */
  readonly root: string;
  readonly figures: LiveFigures;
  /** Settles when everything is on disk; rejects with a `LaunchError` when nothing was recorded. */
  readonly ended: Promise<RunInfo>;
  /** Ends the recording and keeps it. The second time it does not wait any more. */
  stop(): void;
  /** Ends the recording at once; nobody wants what it has so far. */
  cancel(): void;
  /** Brings what the target says into view. */
  show(): void;
}
