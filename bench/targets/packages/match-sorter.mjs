import { matchSorter } from 'match-sorter';
import { documents, repeat, word } from './data.mjs';
repeat(() => matchSorter(documents, word(), { keys: ['title'] }).length);
