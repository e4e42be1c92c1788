import { closest } from 'fastest-levenshtein';
import { repeat, titles, word } from './data.mjs';
repeat(() => closest(`${word()} ${word()}`, titles).length);
