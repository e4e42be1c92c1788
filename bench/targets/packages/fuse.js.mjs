import Fuse from 'fuse.js';
import { documents, repeat, word } from './data.mjs';
const fuse = new Fuse(documents, { keys: ['title'] });
repeat(() => fuse.search(word()).length);
