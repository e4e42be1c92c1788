/** What of a recording is looked at. */
export interface RecordingPlace {
  /** Recording folder or profile file. */
  readonly path: string;
  /** One thread of it, as `pid-tid`; all of them where it is left out. */
  readonly thread?: string;
}

/** A place in one text, for whoever can keep a text only. */
export function placeText({ path, thread }: RecordingPlace): string {
  return thread === undefined ? path : `${path}#thread=${thread}`;
}

/** The place that `placeText` has written. */
export function parsePlace(text: string): RecordingPlace {
  const [, path = '', thread = ''] = /^(.*)#thread=(-?\d+-\d+)$/s.exec(text) ?? [];
  return path === '' ? { path: text } : { path, thread };
}
