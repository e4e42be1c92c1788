import { importedFiles } from '../source/imports.js';
import type {
  ArgumentFact,
  CallFact,
  Callee,
  FileSummary,
  Finding,
  FunctionFact,
  FunctionId,
  Root,
  SiteFact,
} from './file-summary.js';
import { findingOf } from './summarize-file.js';
import { hashOf } from '../source/text-hash.js';

/** Callers further away than this are not looked for. */
const FARTHEST = 5;

/** Steps that one package may take; a hostile one takes no more. */
const MOST_STEPS = 200_000;

/** All findings of a package: those of its files, and those that only callers in loops make. */
export function linkFiles(files: Iterable<FileSummary>): readonly Finding[] {
  return new Linker(files).run();
}

interface Open {
  readonly site: SiteFact;
  readonly file: string;
  /** The function whose callers are to be asked, and its file. */
  readonly at: { readonly file: string; readonly id: FunctionId };
  readonly roots: readonly Root[];
  readonly depth: number;
}

interface Caller {
  readonly file: string;
  readonly call: CallFact;
}

class Linker {
  readonly #files = new Map<string, FileSummary>();
  readonly #callers = new Map<string, Caller[]>();
  readonly #functions = new Map<string, FunctionFact>();
  readonly #importedFiles = new Map<string, FileSummary | undefined>();
  readonly #findings: Finding[] = [];
  readonly #told = new Set<string>();
  readonly #asked = new Set<string>();
  #steps = 0;

  constructor(files: Iterable<FileSummary>) {
    for (const file of files) this.#files.set(file.file, file);
  }

  run(): readonly Finding[] {
    for (const { file, functions } of this.#files.values()) {
      for (const each of functions) this.#functions.set(`${file}\0${each.id}`, each);
    }
    for (const { file, calls, findings } of this.#files.values()) {
      for (const finding of findings) {
        this.#findings.push(finding);
        this.#told.add(`${file}\0${finding.startLine}:${finding.startColumn}`);
      }
      for (const call of calls) this.#addCall(file, call);
    }
    const open: Open[] = [];
    for (const { file, pending } of this.#files.values()) {
      for (const site of pending) {
        open.push({ site, file, at: { file, id: site.functionId }, roots: site.roots, depth: 0 });
      }
    }
    // First come, first told: the rules stand in the order of how much they say.
    for (const next of open) {
      if (this.#steps++ > MOST_STEPS) break;
      this.#ask(next, open);
    }
    return numbered(this.#findings.filter((finding) => !this.#isIgnored(finding)));
  }

  #isIgnored({ file, startLine, rule }: Finding): boolean {
    const ignored = this.#files.get(file)?.ignored ?? [];
    return ignored.some(
      ({ line, rules }) => line === startLine && (rules.length === 0 || rules.includes(rule)),
    );
  }

  #addCall(file: string, call: CallFact): void {
    const target = this.#resolve(file, call.callee, 0);
    if (target === undefined) return;
    const callers = this.#callers.get(target);
    if (callers === undefined) this.#callers.set(target, [{ file, call }]);
    else callers.push({ file, call });
    this.#invariant(file, call, target);
  }

  /** A call of something costly that comes to the same in each turn. */
  #invariant(file: string, call: CallFact, target: string): void {
    const [first] = call.same;
    const loop = first === undefined ? undefined : call.loops[first];
    if (loop === undefined || !isAskedAgain(call)) return;
    if (this.#functions.get(target)?.isCostlyAndPure !== true) return;
    const site: SiteFact = {
      rule: 'invariant-call',
      range: call.range,
      functionId: call.caller,
      functionName: this.#functions.get(`${file}\0${call.caller}`)?.name ?? '',
      what: `\`${call.name}\` is worked out again, though nothing in it changes,`,
      advice: 'Call it once before the loop.',
      degree: 1,
      needs: 'loop',
      roots: [],
      varies: [],
      lineText: call.name,
    };
    const isSelf = call.isOwn || call.callee.kind === 'getter';
    if (!isSelf && call.args.every((each) => each.isSmall)) return;
    const verdict = { degree: 1 + call.same.length, each: loop.each, fix: undefined, related: [] };
    this.#findings.push(findingOf(site, file, verdict));
  }

  /** The key of the function that is called; nothing when it is not of this package. */
  #resolve(file: string, callee: Callee, depth: number): string | undefined {
    if (depth > FARTHEST) return undefined;
    if (callee.kind === 'function') return `${file}\0${callee.id}`;
    if (callee.kind !== 'import') {
      const found = this.#inherited(file, callee.type, callee.name);
      const isGetter = found !== undefined && this.#functions.get(found)?.isGetter === true;
      return isGetter === (callee.kind === 'getter') ? found : undefined;
    }
    const target = this.#imported(file, callee.specifier);
    return target === undefined ? undefined : this.#exported(target, callee.name, depth);
  }

  /** The file behind a specifier; each is looked for once. */
  #imported(file: string, specifier: string): FileSummary | undefined {
    const key = `${file}\0${specifier}`;
    if (this.#importedFiles.has(key)) return this.#importedFiles.get(key);
    const path = importedFiles(specifier, file).find((each) => this.#files.has(each));
    const target = path === undefined ? undefined : this.#files.get(path);
    this.#importedFiles.set(key, target);
    return target;
  }

  #exported(target: FileSummary, name: string, depth: number): string | undefined {
    const direct = target.exports.get(name);
    if (direct !== undefined) return this.#resolve(target.file, direct, depth + 1);
    for (const specifier of target.passedOn) {
      const found = this.#resolve(target.file, { kind: 'import', specifier, name }, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A method of a class, or of one that it extends. */
  #inherited(file: string, type: string, name: string): string | undefined {
    let at = type;
    for (let depth = 0; depth <= FARTHEST && at !== ''; depth++) {
      const found = this.#method(file, at, name);
      if (found !== undefined) return found;
      at = this.#files.get(file)?.bases.get(at) ?? this.#baseOf(at);
    }
    return undefined;
  }

  #bases: ReadonlyMap<string, string> | undefined;

  #baseOf(type: string): string {
    this.#bases ??= new Map([...this.#files.values()].flatMap(({ bases }) => [...bases]));
    return this.#bases.get(type) ?? '';
  }

  /** A method by the name of its class: of this file, else the only one of the package. */
  #method(file: string, type: string, name: string): string | undefined {
    if (type === '') return undefined;
    this.#methods ??= this.#methodTable();
    const own = this.#methods.get(`${file}\0${type}.${name}`);
    const found = own ?? this.#methods.get(`${type}.${name}`) ?? [];
    return own !== undefined || found.length === 1 ? found[0] : undefined;
  }

  #methods: Map<string, string[]> | undefined;

  #methodTable(): Map<string, string[]> {
    const table = new Map<string, string[]>();
    for (const { file, functions } of this.#files.values()) {
      for (const { id, type, name } of functions) {
        if (type === '' || name === '') continue;
        for (const key of [`${type}.${name}`, `${file}\0${type}.${name}`]) {
          const known = table.get(key);
          if (known === undefined) table.set(key, [`${file}\0${id}`]);
          else known.push(`${file}\0${id}`);
        }
      }
    }
    return table;
  }

  #ask(open: Open, rest: Open[]): void {
    const key = `${open.at.file}\0${open.at.id}`;
    const callers = this.#callers.get(key);
    if (callers === undefined) return;
    const asked = `${open.site.rule}\0${open.file}\0${open.site.range.startLine}:${open.site.range.startColumn}\0${key}\0${rootsKey(open.roots)}`;
    if (this.#asked.has(asked)) return;
    this.#asked.add(asked);
    for (const caller of callers) this.#answer(open, caller, rest);
  }

  #answer(open: Open, { file, call }: Caller, rest: Open[]): void {
    let loops: readonly number[] = call.loops.map((_, index) => index);
    const roots: Root[] = [];
    for (const root of open.roots) {
      const given = argumentFor(root, call);
      if (given?.isSmall === true) return;
      if (root.kind === 'outer') {
        // What happens to a name from outside is not known from its calls.
        if (open.site.needs !== 'loop') return;
        const isIn = open.at.file === file;
        loops = loops.filter((at) => {
          const { start, end } = call.loops[at]!;
          return !isIn || root.at < start || root.at > end;
        });
        if (root.owner !== call.caller || !isIn) roots.push(root);
        else if (root.param >= 0) roots.push({ kind: 'param', index: root.param });
        continue;
      }
      if (given === undefined) return;
      if (open.site.needs === 'replaced' && !given.isReplaced) return;
      loops = loops.filter((at) => given.same.includes(at));
      if (open.site.needs === 'growing' && !isGrownAround(given)) return;
      if (open.site.needs === 'pair') {
        // Two of it are compared only where the other one is handed over, too.
        loops = loops.filter((at) => {
          const isOver = given.key !== '' && call.loops[at]!.key === given.key;
          return (
            (isOver || given.growing.includes(at)) &&
            call.args.some((each) => !each.same.includes(at))
          );
        });
      }
      if (given.roots !== undefined) roots.push(...given.roots);
      else if (loops.length === 0) return;
    }
    for (const root of open.site.varies) {
      const given = open.depth > 0 ? undefined : argumentFor(root, call);
      if (given === undefined) return;
      loops = loops.filter((at) => !given.same.includes(at));
    }
    if (open.site.varies.length > 0 && loops.length === 0) return;
    if (loops.length > 0) this.#found(open, file, call, loops);
    else if (open.depth < FARTHEST && roots.length > 0) {
      rest.push({ ...open, at: { file, id: call.caller }, roots, depth: open.depth + 1 });
    }
  }

  #found({ site, file }: Open, callerFile: string, call: CallFact, loops: readonly number[]): void {
    const place = `${file}\0${site.range.startLine}:${site.range.startColumn}`;
    if (this.#told.has(place)) return;
    this.#told.add(place);
    const loop = call.loops[loops[0]!]!;
    const where =
      callerFile === file
        ? `line ${call.range.startLine}`
        : `${baseName(callerFile)}:${call.range.startLine}`;
    const message = `as \`${call.name}\` is called in a loop (${where})`;
    this.#findings.push(
      findingOf(site, file, {
        degree: site.degree + loops.length,
        each: loop.each,
        fix: undefined,
        related: [{ ...call.range, file: callerFile, message }],
      }),
    );
  }
}

/** Is there something that it is worked out from, of its own or given? */
function isAskedAgain({ args, isOwn, callee }: CallFact): boolean {
  return args.length > 0 || isOwn || callee.kind === 'getter';
}

function rootsKey(roots: readonly Root[]): string {
  return roots
    .map((root) =>
      root.kind === 'param' ? root.index : root.kind === 'outer' ? `@${root.at}` : 'this',
    )
    .join(',');
}

/** Are there two loops in which it is the same, in the outer of which it gets longer? */
function isGrownAround({ same, growing }: ArgumentFact): boolean {
  return same.length > 1 && same.slice(1).some((loop) => growing.includes(loop));
}

function argumentFor(root: Root, call: CallFact): ArgumentFact | undefined {
  if (root.kind === 'param') return call.args[root.index];
  return root.kind === 'this' ? call.self : undefined;
}

function baseName(file: string): string {
  return file.replace(/^.*[\\/]/, '');
}

/** What tells findings of one line apart from those of a line with the same text. */
function numbered(findings: readonly Finding[]): readonly Finding[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const key = `${finding.file}\0${finding.fingerprint}`;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count === 0
      ? finding
      : { ...finding, fingerprint: hashOf(`${finding.fingerprint}#${count}`) };
  });
}
