import { cpSync } from 'node:fs';
import path from 'node:path';
import { nodeBinary } from './tools.js';

const SAMPLE = path.resolve(import.meta.dirname, '../../samples/movie-feed');

/** Copies the sample, as it is built, to a folder where tests may change it. */
export function copyOfSample(folder: string): void {
  cpSync(SAMPLE, folder, {
    recursive: true,
    filter: (file) => !['node_modules', '.rankscope'].includes(path.basename(file)),
  });
}

/** A PATH on which `node` is this release; from 24 on, Node runs the sample's TypeScript itself. */
export function pathWithNode(major: number): string {
  return [path.dirname(nodeBinary(major)), process.env['PATH']].join(path.delimiter);
}
