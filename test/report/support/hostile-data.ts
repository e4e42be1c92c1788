import { ProfileBuilder, ROOT_NODE } from '../../../src/core/model/profile-builder.js';
import type { ReportData } from '../../../src/core/analysis/report-data.js';
import { dataOf, recording, sourcesOf } from './recordings.js';

/** Names that would be markup, code or trouble if anybody took them for more than text. */
export const ATTACKS = [
  '</script><img src=x onerror="document.title=1">',
  '<!--<script>document.title=2</script>',
  '"><svg onload=document.title=3>',
  '`${document.title=4}`',
  '&lt;b&gt;&amp;',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '🎬 reço',
  'ранжирование',
  '推荐排序',
  'דירוג',
  'ترتيب',
  '\ud800 half',
];

/** A recording with such names wherever a recording has text. */
export function hostileData(): ReportData {
  const builder = new ProfileBuilder({
    kind: 'cpu',
    unit: 'microseconds',
    valueName: 'cpu',
    hasCallLines: true,
  });
  const add = (name: string, file: string, value: number) => {
    const id = builder.function({ name, file, line: 9 });
    builder.addSelf(builder.child(ROOT_NODE, id, 1), value);
  };
  for (const [i, name] of ATTACKS.entries()) add(name, '/app/<img src=x>/a.ts', 10_000 - i);
  add('safe\u202egpj.exe', '/app/\u202ecod.ts', 9000);
  add('bell\u0007', '/app/b.ts', 9000);
  add(`long${'x'.repeat(5000)}`, `/app/${'deep/'.repeat(400)}end.ts`, 9000);
  const source = '</code></script><img src=x onerror=alert(1)> // \u202e turned\n';
  return dataOf(
    recording(
      { timeline: builder.build(), name: '<i>main</i>' },
      {
        target: {
          command: ['node', '</title><script>document.title=5</script>'],
          node: '<b>v20</b>',
          exitCode: 1,
          signal: null,
          wallUs: 1,
        },
        warnings: [{ code: '"><b>', message: '<b>bold</b> warning' }],
      },
    ),
    sourcesOf({ '/app/<img src=x>/a.ts': source }),
  );
}
