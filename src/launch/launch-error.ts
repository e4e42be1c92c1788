/** Why nothing could be recorded. */
export type LaunchErrorKind =
  | 'command-not-found'
  | 'command-failed'
  | 'no-node-process'
  | 'not-begun'
  | 'node-too-old'
  | 'no-such-process'
  | 'not-a-node-process'
  | 'no-inspector'
  | 'folder-in-use'
  | 'no-earlier-version';

/** States why a target could not be recorded, in one sentence. */
export class LaunchError extends Error {
  readonly kind: LaunchErrorKind;

  constructor(kind: LaunchErrorKind, message: string) {
    super(message);
    this.name = 'LaunchError';
    this.kind = kind;
  }
}
