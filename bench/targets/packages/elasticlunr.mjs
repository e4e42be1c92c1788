import elasticlunr from 'elasticlunr';
import { documents, repeat, word } from './data.mjs';
const index = elasticlunr(function () {
  this.addField('title');
  this.addField('body');
  this.setRef('id');
});
for (const each of documents) index.addDoc(each);
repeat(() => index.search(`${word()} ${word()}`, { expand: true }).length);
