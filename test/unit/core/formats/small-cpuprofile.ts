// As the inspector writes them: lines and columns count from 0.
export const ROOT = {
  functionName: '(root)',
  scriptId: '0',
  url: '',
  lineNumber: -1,
  columnNumber: -1,
};
export const RANK = {
  functionName: 'rank',
  scriptId: '7',
  url: 'file:///a/x.mjs',
  lineNumber: 2,
  columnNumber: 9,
};

/** A small valid profile: root > rank, and idle. */
export function smallCpuProfile(): Record<string, unknown> & { nodes: Record<string, unknown>[] } {
  return {
    nodes: [
      { id: 1, callFrame: ROOT, hitCount: 0, children: [2, 3] },
      {
        id: 2,
        callFrame: RANK,
        hitCount: 3,
        positionTicks: [
          { line: 5, ticks: 1 },
          { line: 7, ticks: 2 },
        ],
      },
      { id: 3, callFrame: { ...ROOT, functionName: '(idle)' }, hitCount: 1 },
    ],
    startTime: 1000,
    endTime: 1700,
    samples: [2, 2, 3, 2],
    timeDeltas: [50, 100, 200, 300],
  };
}
