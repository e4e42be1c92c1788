import { ProfileFormatError } from '../core/model/errors.js';
import { fileFromUrl } from '../core/model/files.js';
import { ProfileBuilder, ROOT_NODE } from '../core/model/profile-builder.js';
import type { Profile } from '../core/model/profile.js';
import { isFiniteNumber, isObject, parseJson } from '../protocol/guards.js';
import type { CallLinesNode } from '../protocol/segments.js';

/** The profile in a segment of the call-line sampler; values are µs. Throws `ProfileFormatError`. */
export function readCallLines(bytes: Uint8Array): Profile {
  const value = parseJson(new TextDecoder().decode(bytes));
  if (!isObject(value) || !isFiniteNumber(value['startUs']) || !isFiniteNumber(value['endUs'])) {
    throw new ProfileFormatError('malformed', 'It is no list of call lines.');
  }
  const builder = new ProfileBuilder({
    kind: 'cpu',
    unit: 'microseconds',
    valueName: 'wall',
    hasCallLines: true,
  });
  const hits: { node: number; count: number }[] = [];
  let samples = 0;
  const stack = [{ node: checked(value['root']), parent: -1 }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { name, scriptName, lineNumber, hitCount, children } = top.node;
    // The root carries no function of its own; names like `(idle)` come without a script.
    const functionIndex = builder.function({ name, file: fileFromUrl(scriptName) });
    const node =
      top.parent === -1 ? ROOT_NODE : builder.child(top.parent, functionIndex, lineNumber);
    hits.push({ node, count: hitCount });
    samples += hitCount;
    for (const child of children) stack.push({ node: checked(child), parent: node });
  }
  const intervalUs = samples === 0 ? 0 : (value['endUs'] - value['startUs']) / samples;
  for (const { node, count } of hits) builder.addSelf(node, count * intervalUs);
  builder.setSampling(samples, intervalUs);
  return builder.build();
}

function checked(value: unknown): CallLinesNode {
  if (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    typeof value['scriptName'] === 'string' &&
    Number.isInteger(value['lineNumber']) &&
    isFiniteNumber(value['hitCount']) &&
    Array.isArray(value['children'])
  ) {
    return value as unknown as CallLinesNode;
  }
  throw new ProfileFormatError(
    'malformed',
    'It has a call-line node without name, line or children.',
  );
}
