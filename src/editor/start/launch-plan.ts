/** What to run and record, with everything about the workspace filled in. */
export interface LaunchPlan {
  /** As people call it: `feed.workload.ts › run`, `npm run rank`. */
  readonly title: string;
  readonly command: readonly string[];
  readonly cwd: string;
  /** Added to the environment of VS Code; `null` takes a variable away. */
  readonly env?: Readonly<Record<string, string | null>>;
  /** The program says itself when recording starts, as the workload runner does after its set-up. */
  readonly deferred?: boolean;
  /** Folder whose `.rankscope` keeps the recording, and whose sources may be shown. */
  readonly root: string;
}

/** The environment a plan runs in. */
export function planEnvironment(base: NodeJS.ProcessEnv, plan: LaunchPlan): NodeJS.ProcessEnv {
  const env = { ...base };
  for (const [name, value] of Object.entries(plan.env ?? {})) {
    if (value === null) Reflect.deleteProperty(env, name);
    else env[name] = value;
  }
  // VS Code runs as Electron and says so to its children, which then are no Node any more.
  Reflect.deleteProperty(env, 'ELECTRON_RUN_AS_NODE');
  return env;
}
