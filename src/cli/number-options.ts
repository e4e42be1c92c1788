import { InvalidArgumentError } from 'commander';

/** Reads a whole number of an option; anything else is a usage error that names the bounds. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It has to be a whole number from ${min} to ${max}.`);
  };
}

/** Reads a positive number of seconds of an option. */
export function seconds(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
  if (value > 0 && value <= 7 * 24 * 3600) return value;
  throw new InvalidArgumentError(
    'It has to be a number of seconds above 0, for example 10 or 2.5.',
  );
}
