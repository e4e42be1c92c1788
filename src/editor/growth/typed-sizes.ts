import { faultOf } from '../../launch/sweeps.js';
import type { SizeParameter } from '../../protocol/growth.js';

/** What can be typed, for who has typed something else. */
export const WHAT_SIZES_TAKE =
  'At least two numbers above 0 that rise, such as 250, 500, 1000, 2000; of several parameters with their names: users = 50, 100, 200; items = 100, 200, 400.';

/** Sizes as one types them: `250, 500`, or `users = 50, 100; items = 100, 200`. */
export function sizesText(parameters: readonly SizeParameter[]): string {
  return parameters
    .map(({ name, values }) => `${name === 'n' ? '' : `${name} = `}${values.join(', ')}`)
    .join('; ');
}

/** The sizes in what the user typed; nothing when growth cannot be measured at them. */
export function sizesOf(typed: string): readonly SizeParameter[] | undefined {
  const parts = typed.split(';').filter((part) => part.trim() !== '');
  const parameters = parts.map((part): SizeParameter => {
    const { name = 'n', list = '' } =
      /^\s*(?:(?<name>[A-Za-z_]\w*)\s*=)?(?<list>[^=]*)$/.exec(part)?.groups ?? {};
    return { name, values: list.split(',').map((each) => Number(each.trim() || NaN)) };
  });
  const names = new Set(parameters.map(({ name }) => name));
  const isWhole = parameters.length > 0 && names.size === parameters.length;
  const isMeasurable = parameters.every((each) => faultOf(each) === undefined);
  return isWhole && isMeasurable ? parameters : undefined;
}
