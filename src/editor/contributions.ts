/*
 * Everything VS Code knows of Rankscope by name. `package.json` says the same to VS Code, in its
 * own form; a test holds the two together.
 */

/** Commands by what they do. */
export const COMMANDS = {
  record: 'rankscope.record',
  recordFile: 'rankscope.recordFile',
  recordRunnable: 'rankscope.recordRunnable',
  attach: 'rankscope.attach',
  prove: 'rankscope.prove',
  stop: 'rankscope.stop',
  cancel: 'rankscope.cancel',
  showRunning: 'rankscope.showRunning',
  showFlameGraph: 'rankscope.showFlameGraph',
  showFunction: 'rankscope.showFunction',
  toggleAnnotations: 'rankscope.toggleAnnotations',
  openRecording: 'rankscope.openRecording',
  chooseRecording: 'rankscope.chooseRecording',
  showThread: 'rankscope.showThread',
  closeRecording: 'rankscope.closeRecording',
  deleteRecording: 'rankscope.deleteRecording',
  revealRecording: 'rankscope.revealRecording',
  export: 'rankscope.export',
  measureGrowth: 'rankscope.measureGrowth',
  measureGrowthOf: 'rankscope.measureGrowthOf',
  scaleFunction: 'rankscope.scaleFunction',
  showScalingChart: 'rankscope.showScalingChart',
  clearGrowth: 'rankscope.clearGrowth',
  openWalkthrough: 'rankscope.openWalkthrough',
  openSettings: 'rankscope.openSettings',
  fixAll: 'rankscope.fixAll',
  showAdvice: 'rankscope.showAdvice',
  /** Runs after an edit that fixes something. */
  fixed: 'rankscope.fixed',
} as const;

/** Settings below `rankscope.` with their defaults; the type of a setting is that of its default. */
export const SETTINGS = {
  'annotations.enabled': true,
  /** Lines below this share of CPU time, in percent, are left alone. */
  'annotations.minimumShare': 0.5,
  'annotations.heat': true,
  'codeLens.functions': true,
  'codeLens.run': true,
  'explorer.badges': true,
  'problems.enabled': true,
  'node.path': '',
  'record.intervalMicroseconds': 1000,
  'record.sampler': 'auto',
  'record.allocations': true,
  'workload.seconds': 5,
  'prove.seconds': 120,
  'tests.command': '',
  'scan.enabled': true,
  /** Levels by rule. */
  'scan.rules': {},
  'scan.baseline': '',
} as const;

/** The name of a setting, without `rankscope.`. */
export type SettingName = keyof typeof SETTINGS;

type Widened<T> = T extends boolean
  ? boolean
  : T extends number
    ? number
    : T extends string
      ? string
      : object;

/** What a setting can be. */
export type SettingValue<Name extends SettingName> = Widened<(typeof SETTINGS)[Name]>;

/** Views of the activity bar. */
export const VIEWS = {
  recordings: 'rankscope.recordings',
  findings: 'rankscope.findings',
  functions: 'rankscope.functions',
} as const;

/** Keys that `when` clauses ask for. */
export const CONTEXT_KEYS = {
  /** Is something being recorded? */
  isRecording: 'rankscope.isRecording',
  /** Is a recording open? */
  hasRecording: 'rankscope.hasRecording',
  /** Has it more than one thread? */
  hasThreads: 'rankscope.hasThreads',
  /** Is there a measured growth? */
  hasGrowth: 'rankscope.hasGrowth',
} as const;

/** Colours of the theme, lightest heat first. */
export const HEAT_COLORS = [
  'rankscope.heat1',
  'rankscope.heat2',
  'rankscope.heat3',
  'rankscope.heat4',
  'rankscope.heat5',
] as const;

export const ANNOTATION_COLOR = 'rankscope.annotation';
/** Names of hot files in the explorer. */
export const BADGE_COLOR = 'rankscope.hotFile';
export const STALE_COLOR = 'rankscope.staleAnnotation';

/** Type of the tasks that record what they run. */
export const TASK_TYPE = 'rankscope';

export const TERMINAL_PROFILE = 'rankscope.terminal';
/** Type of the panels with flame graphs. */
export const FLAME_PANEL = 'rankscope.flameGraph';
/** Type of the panel with the scaling chart. */
export const CHART_PANEL = 'rankscope.scalingChart';
/** Editor of the profile files nobody else opens. */
export const PROFILE_EDITOR = 'rankscope.profile';
/** The same for files that VS Code has an editor for: one priority each needs a type each. */
export const V8_PROFILE_EDITOR = 'rankscope.v8Profile';
export const WALKTHROUGH = 'rankscope.start';
