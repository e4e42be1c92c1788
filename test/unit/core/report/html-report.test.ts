import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { reportData, type ReportData } from '../../../../src/core/analysis/report-data.js';
import { summarize } from '../../../../src/core/analysis/summarize.js';
import { htmlReport } from '../../../../src/core/report/html-report.js';
import { NO_SOURCES } from '../../../../src/core/source/source-library.js';
import { profileFromText } from '../../../support/profile-from-text.js';

function dataOf(name: string, command = ['node', 'rank.js']): ReportData {
  const timeline = profileFromText('main 10', { timeline: true });
  const functions = [...timeline.functions.slice(0, 1), { ...timeline.functions[1]!, name }];
  const summary = summarize(
    {
      target: { command, node: 'v20.0.0', exitCode: 0, signal: null, wallUs: 10 },
      threads: [{ pid: 1, tid: 0, name: 'main', gc: [], timeline: { ...timeline, functions } }],
      samplers: [],
      sourceHashes: new Map(),
      warnings: [],
    },
    NO_SOURCES,
  );
  return reportData(summary, NO_SOURCES, { version: '1.0.0' });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

function page(data: ReportData, script = 'run();', style = 'p { color: red }'): string {
  return htmlReport(data, { script, style, sha256 });
}

/** What stands between these two texts. */
function between(html: string, start: string, end: string): string {
  const from = html.indexOf(start) + start.length;
  return html.slice(from, html.indexOf(end, from));
}

describe('htmlReport', () => {
  it('allows the script and the style inside it by their hashes, and nothing else', () => {
    const html = page(dataOf('main'));
    const policy = between(html, 'http-equiv="Content-Security-Policy" content="', '"');
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      `script-src 'sha256-${sha256('run();')}'`,
      `style-src 'sha256-${sha256('p { color: red }')}'`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.equal(html.split('<script').length - 1, 2);
  });

  it('puts the data where it can be read back', () => {
    const data = dataOf('ранжировать 🎬');
    const html = page(data);
    const json = between(html, '<script type="application/json" id="report-data">', '</script>');
    assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(data)));
  });

  it('lets no name end the element it stands in', () => {
    const name = '</script><!--<script><img src=x onerror=alert(1)>';
    const html = page(dataOf(name, ['node', '</title><script>alert(2)</script>']));
    assert.equal(html.split('</script>').length - 1, 2);
    assert.equal(html.split('<script').length - 1, 2);
    assert.ok(!html.includes('<img'));
    assert.equal(html.split('</title>').length - 1, 1);
    const json = between(html, 'id="report-data">', '</script>');
    const data = JSON.parse(json) as ReportData;
    assert.ok(data.functions.name.includes(name));
  });

  it('hashes the code as the browser will see it', () => {
    const script =
      'const end = "</script><!--";\r\nrun(end);\n//# sourceMappingURL=report.js.map\n';
    const html = page(dataOf('main'), script);
    const code = html.slice(html.lastIndexOf('<script>') + 8, html.lastIndexOf('</script>'));
    assert.equal(code, 'const end = "\\x3c/script>\\x3c!--";\nrun(end);');
    assert.ok(html.includes(`script-src 'sha256-${sha256(code)}'`));
    const run = (end: string) => assert.equal(end, '</script><!--');
    runInNewContext(code, { run });
  });

  it('asks for nothing outside itself', () => {
    const html = page(dataOf('main'));
    assert.doesNotMatch(html, /\b(?:src|href)=/);
    assert.doesNotMatch(html, /\son[a-z]+=|\sstyle=/);
  });
});
