// Leaves out the songs of muted artists, by a search of the project's own.
'use strict';

exports.sizes = [100, 200, 400, 800];

exports.setup = (n) => ({
  songs: Array.from({ length: n }, (_, i) => ({ id: i, artist: `a${(i * 7919) % n}` })),
  muted: Array.from({ length: n }, (_, i) => `a${i * 3}`),
});

function contains(list, value) {
  let at = list.length;
  while (at--) { // grows n^2 rule:find-join
    if (list[at] === value) return true;
  }
  return false;
}

exports.run = ({ songs, muted }) => songs.filter((song) => !contains(muted, song.artist));
