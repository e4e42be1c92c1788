import { InspectorSession } from './inspector-session.js';

/**
 * Makes V8 compile anew what it has optimized so far. Code that was optimized before a profiler
 * started tells neither which functions were inlined into it nor on which lines, so a process that
 * is attached to would show its busiest functions under the name of their caller. To begin precise
 * coverage drops all optimized code; what is hot is optimized again within milliseconds.
 */
export function forgetOptimizedCode(): void {
  // Coverage that somebody else collects would end with ours.
  if (process.env['NODE_V8_COVERAGE'] !== undefined) return;
  const session = new InspectorSession();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
}
