import type {
  FrameFunction,
  Profile,
  ProfileKind,
  ProfileUnit,
  ThreadId,
} from '../model/profile.js';
import type { FunctionSpec } from '../model/profile-builder.js';

/** What the values of a stack mean, as our own writer notes it in the stack's first frame. */
export interface FoldedMarker {
  readonly kind: ProfileKind;
  readonly unit: ProfileUnit;
  readonly valueName: string;
  readonly thread?: ThreadId;
}

const MARKER =
  /^\[(cpu|allocations|live-heap|other) ([^ \]]*)\/(microseconds|bytes|count)(?: pid (\d{1,15}) tid (\d{1,15}))?\]$/;

/** `file:line` or `file:line:column`. */
const PLACE = /^(.*?):(\d{1,9})(?::(\d{1,9}))?$/s;

const UNNAMED = '(anonymous)';

/** The first frame of every stack of `profile`. */
export function markerOf({ kind, unit, valueName, thread }: Profile): string {
  const threadPart = thread ? ` pid ${thread.pid} tid ${thread.tid}` : '';
  const name = encodeName(valueName).replaceAll(' ', '%20').replaceAll(']', '%5D');
  return `[${kind} ${name}/${unit}${threadPart}]`;
}

/** What a frame marks, if it is one of ours. */
export function readMarker(frame: string): FoldedMarker | undefined {
  const match = MARKER.exec(frame);
  if (!match) return undefined;
  const [, kind, valueName = '', unit, pid, tid] = match;
  return {
    kind: kind as ProfileKind,
    unit: unit as ProfileUnit,
    valueName: decodeName(valueName),
    ...(pid !== undefined &&
      tid !== undefined && { thread: { pid: Number(pid), tid: Number(tid) } }),
  };
}

/** A function as a frame that reads back as the same function. */
export function encodeFrame({ name, file, line, column, kind }: FrameFunction): string {
  if (kind !== 'code') return encodeName(name);
  const start = column > 0 ? `${line}:${column}` : `${line}`;
  // A first ` (` starts the place, so a name must not have one.
  const label = name === '' ? UNNAMED : encodeName(name).replaceAll(' (', ' %28');
  if (file === '' && line === 0 && column === 0) return label;
  // A colon with digits after it starts the line, so a file must not end in that.
  return `${label} (${encodeName(file).replace(/:(?=\d+(?::\d+)?$)/g, '%3A')}:${start})`;
}

/** The function `name (file:line:column)` names; escapes are still in its name and file. */
export function decodeFrame(frame: string): FunctionSpec & { readonly file: string } {
  const bracket = frame.endsWith(')') ? frame.indexOf(' (') : -1;
  const place = bracket === -1 ? null : PLACE.exec(frame.slice(bracket + 2, -1));
  const name = place ? frame.slice(0, bracket) : frame;
  return {
    name: name === UNNAMED ? '' : name,
    file: place?.[1] ?? '',
    line: Number(place?.[2] ?? 0),
    column: Number(place?.[3] ?? 0),
  };
}

/** Escapes what would end a frame or a line, or vanish at the end of one. */
function encodeName(text: string): string {
  return text.replace(/[%;]|\p{Cc}|^ | $/gu, (char) => {
    const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
    return `%${code}`;
  });
}

/** Undoes the escapes of our own writer. */
export function decodeName(text: string): string {
  return text.replace(/%([\dA-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
