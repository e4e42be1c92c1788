// How long after its process did a program's first line start?
console.log(JSON.stringify({ ms: performance.now() }));
