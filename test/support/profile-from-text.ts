import {
  ProfileBuilder,
  ROOT_NODE,
  type FunctionSpec,
} from '../../src/core/model/profile-builder.js';
import type { Profile, ProfileKind, ProfileUnit, ThreadId } from '../../src/core/model/profile.js';
import { forEachSelfLine } from '../../src/core/formats/self-lines.js';

/** What the drawing does not say of the profile. */
export interface DrawingOptions {
  readonly kind?: ProfileKind;
  readonly unit?: ProfileUnit;
  readonly valueName?: string;
  /** Lines are samples in the order they were taken, the first at `startUs` and without gaps. */
  readonly timeline?: boolean;
  readonly startUs?: number;
  readonly intervalUs?: number;
  readonly sampleCount?: number;
  readonly thread?: ThreadId;
}

const UNIT_OF_KIND: Readonly<Record<ProfileKind, ProfileUnit>> = {
  cpu: 'microseconds',
  allocations: 'bytes',
  'live-heap': 'bytes',
  other: 'count',
};

/** `name@file:line:column#running`; all but the name may be missing. */
const FRAME = /^([^@#]*)(?:@(.+?):(\d+)(?::(\d+))?)?(?:#(\d+))?$/;

interface DrawnFrame {
  readonly spec: FunctionSpec;
  readonly line: number;
}

interface DrawnStack {
  readonly frames: readonly DrawnFrame[];
  readonly value: number;
}

/**
 * Draws a profile, one stack a line and its own value behind it:
 *
 *     main>rank@/a/x.mjs:3#7>score 30
 *     main>rank@/a/x.mjs:3#9 10
 *
 * `@file:line:column` is where the function starts and `#line` the line that runs. A caller with a
 * running line makes it a profile with call lines; otherwise running lines are leaf lines. A line
 * with a value alone is the root's own.
 */
export function profileFromText(text: string, options: DrawingOptions = {}): Profile {
  const kind = options.kind ?? 'cpu';
  const stacks = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readStack);
  const hasCallLines = stacks.some(({ frames }) =>
    frames.slice(0, -1).some(({ line }) => line > 0),
  );
  const builder = new ProfileBuilder({
    kind,
    unit: options.unit ?? UNIT_OF_KIND[kind],
    valueName: options.valueName ?? kind,
    hasCallLines,
    thread: options.thread,
  });
  let nowUs = options.startUs ?? 0;
  for (const { frames, value } of stacks) {
    const node = addStack(builder, frames, hasCallLines);
    const leafLine = frames.at(-1)?.line ?? 0;
    builder.addSelf(node, value);
    if (!hasCallLines && leafLine > 0) builder.addLeafLine(node, leafLine, value);
    if (options.timeline === true) builder.addSample(node, nowUs, value);
    nowUs += value;
  }
  const sampleCount = options.sampleCount ?? (options.timeline === true ? stacks.length : 0);
  builder.setSampling(sampleCount, options.intervalUs ?? 0);
  return builder.build();
}

function readStack(line: string): DrawnStack {
  const space = line.lastIndexOf(' ');
  const stack = line.slice(0, Math.max(0, space));
  const frames = space === -1 ? [] : stack.split('>').map(readFrame);
  return { frames, value: Number(line.slice(space + 1)) };
}

function readFrame(text: string): DrawnFrame {
  const match = FRAME.exec(text);
  if (!match) throw new Error(`This is no frame: ${text}`);
  const [, name = '', file = '', line = '0', column = '0', running = '0'] = match;
  return {
    spec: { name, file, line: Number(line), column: Number(column) },
    line: Number(running),
  };
}

function addStack(
  builder: ProfileBuilder,
  frames: readonly DrawnFrame[],
  hasCallLines: boolean,
): number {
  return frames.reduce(
    (node, { spec, line }) => builder.child(node, builder.function(spec), hasCallLines ? line : 0),
    ROOT_NODE,
  );
}

/**
 * The same notation back, equal for equal profiles: stacks sorted, each stack and line once, values
 * rounded to thousandths.
 */
export function textFromProfile(profile: Profile): string {
  const { tree, functions } = profile;
  const values = new Map<string, number>();
  forEachSelfLine(profile, (leaf, leafLine, value) => {
    const frames: string[] = [];
    for (let node = leaf; node !== ROOT_NODE; node = tree.parent[node]!) {
      const { name, file, line, column } = functions[tree.functionIndex[node]!]!;
      const running = node === leaf ? leafLine : tree.line[node]!;
      const place = file === '' && line === 0 ? '' : `@${file}:${line}`;
      frames.push(
        `${name}${place}${column > 0 ? `:${column}` : ''}${running > 0 ? `#${running}` : ''}`,
      );
    }
    const stack = frames.reverse().join('>');
    values.set(stack, (values.get(stack) ?? 0) + value);
  });
  return [...values]
    .filter(([, value]) => value > 0)
    .map(([stack, value]) => `${stack} ${Number(value.toFixed(3))}`.trim())
    .sort()
    .join('\n');
}
