// A long-running service at a steady load: ranks a batch, waits, ranks the next one. Prints its
// resident memory once in a while, as one JSON text a line.
const [minutes = '60', everySeconds = '60'] = process.argv.slice(2);
const end = Date.now() + Number(minutes) * 60_000;

function score(item, taste) {
  let sum = 0;
  for (let i = 0; i < taste.length; i++) sum += taste[i] * item.factors[i];
  return { id: item.id, score: sum };
}

function rankBatch(round) {
  const items = Array.from({ length: 2000 }, (_, id) => ({
    id,
    factors: Array.from({ length: 8 }, (_, i) => Math.sin(id + i + round)),
  }));
  const taste = [1, 2, 3, 4, 5, 6, 7, 8];
  return items.map((item) => score(item, taste)).sort((a, b) => b.score - a.score);
}

function report() {
  console.log(JSON.stringify({ at: Math.round(process.uptime()), rss: process.memoryUsage.rss() }));
}

let round = 0;
const work = setInterval(() => {
  rankBatch(round++);
  if (Date.now() < end) return;
  clearInterval(work);
  clearInterval(reports);
  report();
}, 25);
const reports = setInterval(report, Number(everySeconds) * 1000);
