// An HTTP ranking service: every request scores, sorts and serializes some candidates.
import { createServer } from 'node:http';

const CANDIDATES = 400;
const items = Array.from({ length: CANDIDATES }, (_, id) => ({
  id,
  title: `Title ${id}`,
  factors: Array.from({ length: 16 }, (_, i) => Math.sin(id * 16 + i)),
}));

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function rank(user) {
  const taste = items[user % CANDIDATES].factors;
  return items
    .map((item) => ({ ...item, score: dot(taste, item.factors) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 20);
}

const server = createServer((request, response) => {
  const user = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(rank(user)));
});
// Else it may close a connection at the moment a request is sent over it.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  // One line: the bench reads the port from it.
  console.log(JSON.stringify({ port, pid: process.pid }));
});
