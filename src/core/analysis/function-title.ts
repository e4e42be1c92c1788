import { originOf } from '../model/files.js';
import type { FrameFunction } from '../model/profile.js';

/** The name of a function as people read it: what has no name is told by its place. */
export function functionTitle(spec: FrameFunction): string {
  if (spec.name !== '') return spec.name;
  const isModule = spec.line === 1 && spec.column <= 1 && originOf(spec.file) !== 'native';
  return isModule ? '(module)' : '(anonymous)';
}

/** The last part of a name: V8 calls a method `Ranker.score` in some places and `score` in others. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
