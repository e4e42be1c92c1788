import similarity from 'string-similarity';
import { repeat, titles, word } from './data.mjs';
const some = titles.slice(0, 300);
repeat(() => similarity.findBestMatch(`${word()} ${word()}`, some).bestMatchIndex);
