import assert from 'node:assert/strict';
import { detectFormat, FORMATS, formatForExtension } from '../../../../src/core/formats/formats.js';
import { profileFromText } from '../../../support/profile-from-text.js';
import { fixture, json, refuses, utf8, write } from './fixture-files.js';

describe('the table of formats', () => {
  it('has ids and extensions that fit settings and names', () => {
    assert.deepEqual(
      FORMATS.map(({ id }) => id),
      ['cpuprofile', 'heapprofile', 'v8-legacy', 'pprof', 'folded'],
    );
    for (const { extensions } of FORMATS) {
      for (const extension of extensions) assert.match(extension, /^(?:\.[a-z]+)+$/);
    }
  });

  it('finds the format of a name', () => {
    const names = {
      'a.cpuprofile': 'cpuprofile',
      'A.CPUPROFILE.GZ': 'cpuprofile',
      'a.heapprofile': 'heapprofile',
      'x/a.pb.gz': 'pprof',
      'a.pprof': 'pprof',
      'cpu.prof': 'pprof',
      'a.folded': 'folded',
      'a.txt': undefined,
      cpuprofile: undefined,
      'a.gz': undefined,
    };
    for (const [name, id] of Object.entries(names)) {
      assert.equal(formatForExtension(name)?.id, id, name);
    }
  });
});

describe('telling a format by its content', () => {
  it('knows real files, whatever their name', () => {
    const files = {
      'node-20.cpuprofile': 'cpuprofile',
      'node-24.cpuprofile': 'cpuprofile',
      'v8-profiler-next-nodes.cpuprofile': 'cpuprofile',
      'v8-profiler-next-tree.cpuprofile': 'v8-legacy',
      'node-20.heapprofile': 'heapprofile',
      'node-24.heapprofile': 'heapprofile',
      'v8-profiler-next.heapprofile': 'heapprofile',
      'go-cpu.pb.gz': 'pprof',
      'datadog-lines.pb.gz': 'pprof',
      'datadog-functions.pb.gz': 'pprof',
      'datadog-heap.pb.gz': 'pprof',
    };
    for (const [name, id] of Object.entries(files)) {
      const bytes = fixture(name);
      for (const other of ['data', 'x.folded', 'x.heapprofile']) {
        assert.equal(detectFormat(bytes, other).id, id, name);
      }
      // A quarter of a file is still of its format.
      assert.equal(detectFormat(bytes.subarray(0, bytes.length / 4), 'data').id, id, name);
    }
  });

  it('is sure of one format only', () => {
    const profile = profileFromText('main>rank#3 10');
    const heap = profileFromText('main>rank 10', { kind: 'allocations' });
    for (const format of FORMATS.filter((each) => each.write)) {
      const bytes = write(format, [profile, heap]);
      assert.deepEqual(
        FORMATS.filter((each) => each.detect(bytes)).map(({ id }) => id),
        [format.id],
      );
    }
  });

  it('finds keys in any order and behind a byte order mark', () => {
    const samples = Array.from({ length: 50_000 }, () => 1);
    const text = `\uFEFF \n${JSON.stringify({ samples, timeDeltas: samples, nodes: [] })}`;
    assert.equal(detectFormat(utf8(text), 'x.cpuprofile').id, 'cpuprofile');
    const short = { startTime: 1, samples: [1], endTime: 2, timeDeltas: [1], nodes: [] };
    assert.equal(detectFormat(json(short), 'x').id, 'cpuprofile');
    const heap = { samples: [{ size: 1, nodeId: 1, ordinal: 1 }], head: {} };
    assert.equal(detectFormat(json(heap), 'x').id, 'heapprofile');
  });

  it('falls back on the name where the content does not tell', () => {
    assert.equal(detectFormat(utf8('{"no'), 'x.cpuprofile').id, 'cpuprofile');
    assert.equal(detectFormat(utf8('main 12\n'), 'x.folded').id, 'folded');
    assert.equal(detectFormat(utf8('{}'), 'x.heapprofile').id, 'heapprofile');
  });
});

describe('content that is no profile', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
  const cases: [what: string, content: Uint8Array, says: RegExp][] = [
    [
      'a heap snapshot',
      json({ snapshot: { meta: { node_fields: [] } } }),
      /seems to be a heap snapshot/,
    ],
    ['a Chrome trace', json({ traceEvents: [{ ph: 'X' }] }), /a Chrome trace/],
    ['a list of trace events', json([{ pid: 1, ph: 'X', ts: 0 }]), /a Chrome trace/],
    ['a speedscope file', json({ $schema: 'x', shared: { frames: [] } }), /a speedscope file/],
    ['a Firefox profile', json({ meta: { interval: 1, processType: 0 } }), /a Firefox profile/],
    ['a package.json', json({ name: 'x', version: '1.0.0' }), /JSON of another kind/],
    ['HTML', utf8('<!doctype html>\n<html><body>12</body>'), /an HTML page/],
    ['SVG', utf8('<svg xmlns="x">'), /an SVG picture/],
    ['XML', utf8('<?xml version="1.0"?>'), /an XML document/],
    ['Markdown', utf8('# Title\n\nSome text.\n'), /a Markdown text/],
    ['prose', utf8('Just some words\nand more 12\n'), /a plain text/],
    ['a ZIP archive', bytes(0x50, 0x4b, 3, 4, 20, 0, 0, 0), /a ZIP archive/],
    ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), /a PNG picture/],
    ['gzip', bytes(0x1f, 0x8b, 8, 0, 0), /gzip data/],
    ['a program', bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0), /a program/],
    ['anything else', bytes(0xde, 0xad, 0xbe, 0xef, 0, 1), /binary data/],
  ];
  for (const [what, content, says] of cases) {
    it(`is told apart: ${what}`, () => {
      refuses(() => detectFormat(content, 'report'), 'not-a-profile', says);
    });
  }

  it('is not taken for a profile because of its name, when it is certain', () => {
    const snapshot = json({ snapshot: { meta: {} } });
    refuses(() => detectFormat(snapshot, 'x.heapprofile'), 'not-a-profile', /heap snapshot/);
    refuses(() => detectFormat(utf8('<html>'), 'x.cpuprofile'), 'not-a-profile', /HTML/);
  });

  it('is empty when there is nothing but blanks', () => {
    for (const text of ['', ' \n\t\r\n']) {
      refuses(() => detectFormat(utf8(text), 'x.cpuprofile'), 'empty');
    }
  });
});
