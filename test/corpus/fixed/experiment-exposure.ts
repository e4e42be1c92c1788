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

function conversionRate(exposed: readonly Exposure[]): number {
  if (exposed.length === 0) return 0;
  return exposed.filter(({ converted }) => converted).length / exposed.length;
}

export function run({ cohorts, log }: ReturnType<typeof setup>): Record<string, number> {
  const groups = new Map<string, Exposure[]>(cohorts.map((cohort) => [cohort, []]));
  for (const entry of log) groups.get(entry.cohort)?.push(entry);
  const rates: Record<string, number> = {};
  for (const [cohort, exposed] of groups) rates[cohort] = conversionRate(exposed);
  return rates;
}
