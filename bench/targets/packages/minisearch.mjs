import MiniSearch from 'minisearch';
import { documents, repeat, word } from './data.mjs';
const search = new MiniSearch({ fields: ['title', 'body'] });
search.addAll(documents);
repeat(() => search.search(`${word()} ${word()}`, { prefix: true, fuzzy: 0.2 }).length);
