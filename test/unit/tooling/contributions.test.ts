import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as declared from '../../../src/editor/contributions.js';

const root = path.resolve(import.meta.dirname, '../../..');

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
}

/** `package.json`, as far as VS Code reads it. */
interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly colors: readonly {
      readonly id: string;
      readonly defaults: Readonly<Record<string, string>>;
    }[];
    readonly customEditors: readonly { readonly viewType: string }[];
    readonly taskDefinitions: readonly { readonly type: string }[];
    readonly terminal: { readonly profiles: readonly { readonly id: string }[] };
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly { readonly media: Readonly<Record<string, string>> }[];
    }[];
  };
}

describe('package.json and contributions.ts name the same things', () => {
  const text = readFileSync(path.join(root, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as Manifest;
  const { contributes } = manifest;
  const { properties } = contributes.configuration;

  it('commands', () => {
    const listed = contributes.commands.map(({ command }) => command);
    assert.deepEqual(listed.sort(), Object.values(declared.COMMANDS).sort());
  });

  it('commands that menus, views and walkthroughs point at', () => {
    const known = new Set<string>(Object.values(declared.COMMANDS));
    const named = [
      ...text.matchAll(/"command": "(rankscope\.[^"]+)"|\(command:(rankscope\.[\w.]+)/gu),
    ];
    const unknown = named.map(([, inMenu, inText]) => inMenu ?? inText ?? '');
    assert.deepEqual(
      unknown.filter((command) => !known.has(command)),
      [],
    );
  });

  it('settings, with their types and defaults', () => {
    const listed = Object.entries(properties).map(([name, setting]) => [name, setting.default]);
    const ours = Object.entries(declared.SETTINGS);
    assert.deepEqual(
      Object.fromEntries(listed),
      Object.fromEntries(ours.map(([name, value]) => [`rankscope.${name}`, value])),
    );
    for (const [name, setting] of Object.entries(properties)) {
      const allowed = setting.type === 'integer' ? ['number'] : [setting.type];
      assert.ok(allowed.includes(typeof setting.default), name);
      assert.ok((setting.description ?? setting.markdownDescription ?? '') !== '', name);
      if (setting.enum !== undefined) {
        assert.ok(setting.enum.includes(String(setting.default)), name);
      }
    }
  });

  it('views', () => {
    const listed = Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id));
    assert.deepEqual(listed.sort(), Object.values(declared.VIEWS).sort());
  });

  it('colours, in every kind of theme', () => {
    const { ANNOTATION_COLOR, BADGE_COLOR, HEAT_COLORS, STALE_COLOR } = declared;
    const ours = [ANNOTATION_COLOR, BADGE_COLOR, STALE_COLOR, ...HEAT_COLORS];
    const listed = contributes.colors.map(({ id }) => id);
    assert.deepEqual(listed.sort(), ours.sort());
    for (const { id, defaults } of contributes.colors) {
      const kinds = ['dark', 'highContrast', 'highContrastLight', 'light'];
      assert.deepEqual(Object.keys(defaults).sort(), kinds, id);
    }
  });

  it('custom editor, task type, terminal profile and walkthrough', () => {
    assert.deepEqual(
      contributes.customEditors.map(({ viewType }) => viewType),
      [declared.PROFILE_EDITOR, declared.V8_PROFILE_EDITOR],
    );
    assert.deepEqual(
      contributes.taskDefinitions.map(({ type }) => type),
      [declared.TASK_TYPE],
    );
    assert.deepEqual(
      contributes.terminal.profiles.map(({ id }) => id),
      [declared.TERMINAL_PROFILE],
    );
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      [declared.WALKTHROUGH],
    );
  });

  it('context keys of `when` clauses', () => {
    const ours = new Set<string>([
      ...Object.values(declared.CONTEXT_KEYS),
      ...Object.values(declared.VIEWS),
    ]);
    const clauses = [...text.matchAll(/"(?:when|enablement)": "([^"]+)"/gu)];
    const keys = clauses.flatMap(([, clause = '']) => clause.match(/\brankscope\.[\w.]+/gu) ?? []);
    assert.ok(keys.length > 0);
    assert.deepEqual(
      keys.filter((key) => !ours.has(key)),
      [],
    );
  });

  it('pictures and texts, which are there', () => {
    const files = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...contributes.walkthroughs.flatMap(({ steps }) =>
        steps.flatMap(({ media }) => [media['markdown'] ?? media['image'] ?? '']),
      ),
    ];
    const missing = files.filter((file) => !existsSync(path.join(root, file)));
    assert.deepEqual(missing, []);
  });
});
