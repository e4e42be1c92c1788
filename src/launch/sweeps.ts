import type { SizeParameter } from '../protocol/growth.js';
import type { PlannedRun, Sweep } from './scale-runs.js';

/** The command that runs a target at these values of its parameters. */
export type CommandFor = (
  values: Readonly<Record<string, number>>,
  ...how: Parameters<PlannedRun['command']>
) => string[];

/**
 * One sweep for each parameter. With several each rises in turn, with the others held at their
 * largest value, where what they multiply shows best.
 */
export function sweepsOf(parameters: readonly SizeParameter[], commandFor: CommandFor): Sweep[] {
  return parameters.map(({ name, values }) => {
    const others = parameters.filter((each) => each.name !== name);
    const held = Object.fromEntries(others.map((each) => [each.name, each.values.at(-1) ?? 0]));
    return {
      parameter: name,
      held,
      runs: values.map((size) => ({
        size,
        command: (mode, budgetMs) => commandFor({ ...held, [name]: size }, mode, budgetMs),
      })),
    };
  });
}

/** What `setup` is given: the size, or an object with each parameter where they have names. */
export function setupSize(
  values: Readonly<Record<string, number>>,
): number | Readonly<Record<string, number>> {
  const { n, ...named } = values;
  return n !== undefined && Object.keys(named).length === 0 ? n : values;
}

/** Why growth cannot be measured at the values of this parameter; nothing where it can. */
export function faultOf({ name, values }: SizeParameter): string | undefined {
  const isRising = values.every((value, i) => value > (i === 0 ? 0 : values[i - 1]!));
  if (values.length >= 2 && isRising) return undefined;
  return `Growth needs at least two sizes above 0 that rise; ${name} has ${values.join(', ')}.`;
}
