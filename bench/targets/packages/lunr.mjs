import lunr from 'lunr';
import { documents, repeat, word } from './data.mjs';
const index = lunr(function () {
  this.ref('id');
  this.field('title');
  this.field('body');
  for (const each of documents) this.add(each);
});
repeat(() => index.search(`${word()} ${word()}~1`).length);
