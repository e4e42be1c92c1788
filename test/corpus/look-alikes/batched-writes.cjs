// Copies the buffer whenever it is full, which is at fifty.

exports.sizes = [1000, 2000, 4000, 8000];

exports.setup = (n) => Array.from({ length: n }, (_, i) => ({ event: i }));

exports.run = (events) => {
  const batches = [];
  let buffer = [];
  const flush = () => {
    batches.push([...buffer]);
    buffer = [];
  };
  for (const { event } of events) {
    buffer.push(event);
    if (buffer.length === 50) flush();
  }
  if (buffer.length > 0) flush();
  return batches.map(({ length }) => length);
};
