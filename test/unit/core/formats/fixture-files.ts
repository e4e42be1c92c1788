import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ProfileFormat } from '../../../../src/core/formats/format.js';
import {
  ProfileFormatError,
  type ProfileFormatErrorKind,
} from '../../../../src/core/model/errors.js';
import type { Profile } from '../../../../src/core/model/profile.js';

const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/profiles');

/** A profile of `test/fixtures/profiles`, unpacked. */
export function fixture(name: string): Uint8Array {
  const bytes = readFileSync(path.join(FOLDER, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function json(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value));
}

/** The only profile in `bytes`. */
export function readOne(format: ProfileFormat, bytes: Uint8Array): Profile {
  const profiles = format.parse(bytes);
  assert.equal(profiles.length, 1);
  return profiles[0]!;
}

/** What `format` writes; fails for one that cannot. */
export function write(format: ProfileFormat, profiles: readonly Profile[]): Uint8Array {
  assert.ok(format.write, `${format.id} cannot be written`);
  return format.write(profiles);
}

export function refuses(
  act: () => unknown,
  kind: ProfileFormatErrorKind,
  message: RegExp = /./,
): void {
  assert.throws(act, (error: unknown) => {
    assert.ok(error instanceof ProfileFormatError, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.match(error.message, message);
    assert.match(error.message, /^[A-Z"].*\.$/, 'a message is a sentence');
    return true;
  });
}

/** Own and total value of every function that has any, by name. */
export function figures(profile: Profile): Record<string, readonly [self: number, total: number]> {
  const { tree, functions } = profile;
  const found: Record<string, [number, number]> = {};
  tree.self.forEach((value, leaf) => {
    if (value === 0) return;
    const seen = new Set<string>();
    for (let node = leaf; node > 0; node = tree.parent[node]!) {
      const { name } = functions[tree.functionIndex[node]!]!;
      const figure = (found[name] ??= [0, 0]);
      if (node === leaf) figure[0] += value;
      if (!seen.has(name)) figure[1] += value;
      seen.add(name);
    }
  });
  return found;
}

/** A chain of `depth` calls whose innermost spends `value`, as nested objects of V8. */
export function nestedChain(depth: number, node: string, leaf: string): Uint8Array {
  const open = `{${node},"children":[`;
  return utf8(`{"head":${open.repeat(depth)}{${leaf},"children":[]}${']}'.repeat(depth)}}`);
}
