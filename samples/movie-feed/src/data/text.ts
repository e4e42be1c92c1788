import { integerBelow, zipfSampler, type Random } from '../util/random.ts';

const VOCABULARY_SIZE = 1200;
const ONSETS = ['b', 'ch', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'v'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea'];

function word(random: Random): string {
  const syllables = 1 + integerBelow(random, 3);
  let text = '';
  for (let i = 0; i < syllables; i++) {
    text +=
      ONSETS[integerBelow(random, ONSETS.length)] + VOWELS[integerBelow(random, VOWELS.length)];
  }
  return text;
}

export interface Writer {
  title(): string;
  synopsis(): string;
}

/** Writes titles and synopses whose word frequencies follow Zipf's law, as real text does. */
export function createWriter(random: Random): Writer {
  const vocabulary = Array.from({ length: VOCABULARY_SIZE }, () => word(random));
  const pick = zipfSampler(VOCABULARY_SIZE, 1);
  const words = (count: number): string[] =>
    Array.from({ length: count }, () => vocabulary[pick(random)]);
  return {
    title: () =>
      words(1 + integerBelow(random, 3))
        .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
        .join(' '),
    synopsis: () => `${words(8 + integerBelow(random, 9)).join(' ')}.`,
  };
}
