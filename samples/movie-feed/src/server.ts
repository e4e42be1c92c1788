import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DEFAULT_SIZE } from './data/dataset.ts';
import { generateDataset } from './data/generator.ts';
import { createFeedServer } from './http-api.ts';
import { createFeed, variantFrom } from './pipeline.ts';
import { createFeatureStore } from './store/feature-store.ts';

const variant = variantFrom();
const dataset = generateDataset(DEFAULT_SIZE);
const store = createFeatureStore(dataset.features);
const server = createFeedServer(createFeed(dataset, store, variant));

/** Lets requests in flight finish; a second signal kills as usual. */
function stop(): void {
  process.removeListener('SIGINT', stop);
  process.removeListener('SIGTERM', stop);
  server.close(() => {
    store.close();
  });
  server.closeIdleConnections();
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
await once(server, 'listening');
console.log(
  `movie feed (${variant}) on http://127.0.0.1:${(server.address() as AddressInfo).port}`,
);
