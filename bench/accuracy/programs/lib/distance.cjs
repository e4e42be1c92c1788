'use strict';

const places = Uint16Array.from({ length: 300 }, (_, i) => i);
const row = new Uint16Array(300);

/** Edit distance by one row of the matrix. */
function levenshtein(a, b) {
  row.set(places);
  for (let i = 1; i <= a.length; i++) {
    fill(row, b, a.charCodeAt(i - 1), i); // total edits
  }
  return row[b.length];
}

function fill(row, b, code, i) {
  let corner = row[0];
  row[0] = i;
  // prettier-ignore
  for (let k = 1; k <= b.length; k++) { const next = Math.min(row[k] + 1, row[k - 1] + 1, corner + (b.charCodeAt(k - 1) === code ? 0 : 1)); corner = row[k]; row[k] = next; } // self edits
}

/** How many pairs of letters are shared. */
function ratio(a, b) {
  let shared = 0;
  for (let i = 1; i < a.length; i++) if (b.includes(a.slice(i - 1, i + 1))) shared += 1; // self pairs
  return shared / a.length;
}

module.exports = { levenshtein, ratio };
