import * as JsSearch from 'js-search';
import { documents, repeat, word } from './data.mjs';
const search = new JsSearch.Search('id');
search.searchIndex = new JsSearch.TfIdfSearchIndex('id');
search.addIndex('title');
search.addIndex('body');
search.addDocuments(documents);
repeat(() => search.search(word()).length);
