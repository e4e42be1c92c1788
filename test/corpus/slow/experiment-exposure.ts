// A/B analysis: conversions of each cohort of an experiment.

interface Exposure {
  readonly cohort: string;
  readonly converted: boolean;
}

export const sizes = [200, 400, 800, 1600];

export function setup(n: number): { cohorts: string[]; log: Exposure[] } {
  const cohorts = Array.from({ length: n }, (_, i) => `cohort-${i}`);
  const log = Array.from({ length: 2 * n }, (_, i) => ({
    cohort: `cohort-${(i * 7919) % n}`,
    converted: i % 3 === 0,
  }));
  return { cohorts, log };
}

function conversionRate(log: readonly Exposure[], cohort: string): number {
  const exposed = log.filter((entry) => entry.cohort === cohort); // grows n^2 rule:filter-per-user
  if (exposed.length === 0) return 0;
  return exposed.filter(({ converted }) => converted).length / exposed.length;
}

export function run({ cohorts, log }: ReturnType<typeof setup>): Record<string, number> {
  const rates: Record<string, number> = {};
  for (const cohort of cohorts) rates[cohort] = conversionRate(log, cohort);
  return rates;
}
