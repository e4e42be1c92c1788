import { ProfileFormatError } from '../model/errors.js';
import { ProfileBuilder, ROOT_NODE } from '../model/profile-builder.js';
import type { Profile } from '../model/profile.js';
import type { ProfileFormat } from './format.js';
import { JsonFields } from './json-fields.js';
import { jsonOutline } from './json-outline.js';
import { parseJson } from './json-text.js';
import { checkCount } from './limits.js';
import { childrenOf, mergeByFunction, profilesOfKind } from './merged-tree.js';
import { Utf8Writer } from './text.js';
import { callFrames } from './v8-call-frames.js';
import { functionOf, isRoot, type FirstLine } from './v8-frames.js';

/**
 * What `node --heap-prof` and the inspector write: nested nodes with the bytes each function
 * allocated. Whether those are all bytes or only what was alive at the end depends on how the
 * sampler was started, and the file does not say; lines are those of functions, never of sites.
 * https://chromedevtools.github.io/devtools-protocol/v8/HeapProfiler/#type-SamplingHeapProfile
 */
export const heapprofile: ProfileFormat = {
  id: 'heapprofile',
  label: 'V8 allocation profile',
  extensions: ['.heapprofile'],
  detect(bytes) {
    const outline = jsonOutline(bytes);
    if (outline === undefined) return false;
    return (
      outline.has('head.callFrame') || outline.has('head.selfSize') || outline.has('samples.nodeId')
    );
  },
  parse: (bytes) => [parseHeapProfile(new JsonFields(parseJson(bytes), 'the profile'))],
  write: writeHeapProfile,
};

function parseHeapProfile(file: JsonFields): Profile {
  const builder = new ProfileBuilder({
    kind: 'allocations',
    unit: 'bytes',
    valueName: 'selfSize',
    hasCallLines: false,
  });
  const samples = file.list('samples').length;
  const bytes = addNodes(builder, file.object('head'));
  if (bytes === 0) {
    throw new ProfileFormatError('no-samples', 'No allocation was sampled in it.');
  }
  builder.setSampling(samples, 0);
  return builder.build();
}

/** Reads the nested nodes with a stack of its own, and returns their bytes in all. */
function addNodes(builder: ProfileBuilder, head: JsonFields): number {
  const firstLine = firstLineOf(head.object('callFrame'));
  const open: { fields: JsonFields; parent: number }[] = [{ fields: head, parent: -1 }];
  let bytes = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { fields, parent } = next;
    const spec = functionOf(fields.object('callFrame'), firstLine);
    const node =
      parent === -1 && isRoot(spec)
        ? ROOT_NODE
        : builder.child(Math.max(parent, ROOT_NODE), builder.function(spec));
    const selfSize = fields.amount('selfSize');
    builder.addSelf(node, selfSize);
    checkCount(builder.nodeCount, 'nodes');
    bytes += selfSize;
    const children = fields.list('children');
    for (let i = children.length - 1; i >= 0; i--) {
      open.push({ fields: new JsonFields(children[i], `child ${i} of a node`), parent: node });
    }
  }
  return bytes;
}

/**
 * v8-profiler-next copies V8's C++ interface, which counts from 1: there the root has line 0 and a
 * numeric script id, where the inspector writes -1 and text.
 */
function firstLineOf(root: JsonFields): FirstLine {
  const isCounted = typeof root.value('scriptId') === 'number';
  return isCounted && root.position('lineNumber') === 0 ? 1 : 0;
}

function writeHeapProfile(profiles: readonly Profile[]): Uint8Array {
  const heap = profilesOfKind(
    profiles,
    ['allocations', 'live-heap'],
    'It holds no allocations to write.',
  );
  const { merged } = mergeByFunction(heap);
  const out = new Utf8Writer();
  out.write('{"head":');
  writeNested(out, merged);
  writeSamples(out, merged);
  out.write('}');
  return out.bytes();
}

/** Writes bracket by bracket: `JSON.stringify` overflows the stack some thousand calls deep. */
function writeNested(out: Utf8Writer, merged: Profile): void {
  const { functionIndex, self } = merged.tree;
  const frames = callFrames(merged.functions);
  const children = childrenOf(merged);
  const open: { node: number; next: number }[] = [];
  const enter = (node: number): void => {
    const frame = JSON.stringify(frames[functionIndex[node]!]);
    const size = Math.round(self[node]!);
    out.write(`{"callFrame":${frame},"selfSize":${size},"id":${node + 1},"children":[`);
    open.push({ node, next: 0 });
  };
  enter(ROOT_NODE);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const child = children[top.node]![top.next];
    if (child === undefined) {
      out.write(']}');
      open.pop();
    } else {
      if (top.next > 0) out.write(',');
      top.next++;
      enter(child);
    }
  }
}

/** One sample a node: the format wants a list, and tools add it up. */
function writeSamples(out: Utf8Writer, { tree }: Profile): void {
  let ordinal = 0;
  out.write(',"samples":[');
  tree.self.forEach((value, node) => {
    const size = Math.round(value);
    if (size === 0) return;
    ordinal++;
    out.write(
      `${ordinal === 1 ? '' : ','}{"size":${size},"nodeId":${node + 1},"ordinal":${ordinal}}`,
    );
  });
  out.write(']');
}
