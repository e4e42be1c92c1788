import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { JsonReport } from '../../src/core/report/json-report.js';
import { inPairs } from '../support/programs.js';
import { isAbout, profileFixture, rankscope, report } from '../support/rankscope.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Profiles that V8, its add-ons and Go have written. */
const FIXTURES = readdirSync(profileFixture('.')).filter((name) => /profile$|\.gz$/.test(name));

describe('report and convert: profiles of other tools', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  for (const name of FIXTURES) {
    it(`${name} is reported, and says the same in other formats`, async () => {
      const { report: original } = await report([profileFixture(name)]);
      assert.equal(original.schema, 'rankscope/1');
      const isCpu = original.cpu.sampledMs > 0;
      const [hottest] = weights(original);
      assert.ok(hottest !== undefined && hottest.share > 0);
      const endings = ['.pb.gz', '.folded', isCpu ? '.cpuprofile' : '.heapprofile'];
      await inPairs(endings, async (ending) => {
        const file = `${folder.fresh('converted')}${ending}`;
        const converted = await rankscope(['convert', profileFixture(name), file]);
        assert.equal(converted.code, 0, converted.stderr);
        const again = weights((await report([file])).report);
        const same = again.find((row) => row.name === hottest.name && row.file === hottest.file);
        assert.ok(same !== undefined, `${path.basename(file)} has no ${hottest.name}`);
        isAbout(same.share, hottest.share, 0.01);
      });
    });
  }
});

/** Functions by what the profile measures, the heaviest first. */
function weights({ cpu, functions }: JsonReport): { name: string; file: string; share: number }[] {
  const byFunction = new Map<string, { name: string; file: string; share: number }>();
  for (const { name, file, selfShare, allocatedShare } of functions) {
    const row = byFunction.get(`${name}\0${file}`) ?? { name, file, share: 0 };
    row.share += cpu.sampledMs > 0 ? selfShare : allocatedShare;
    byFunction.set(`${name}\0${file}`, row);
  }
  return [...byFunction.values()].sort((a, b) => b.share - a.share);
}
