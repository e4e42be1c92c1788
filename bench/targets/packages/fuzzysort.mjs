import fuzzysort from 'fuzzysort';
import { repeat, titles, word } from './data.mjs';
repeat(() => fuzzysort.go(word(), titles, { limit: 20 }).length);
