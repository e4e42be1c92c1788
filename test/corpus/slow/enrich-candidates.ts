// Asks a service for the availability of each candidate.

interface Availability {
  readonly id: string;
  readonly inStock: boolean;
}

export const sizes = [250, 500, 1000, 2000];

class StockClient {
  async availability(id: string): Promise<Availability> {
    return { id, inStock: id.length % 2 === 0 };
  }
}

export function setup(n: number): { client: StockClient; candidates: string[] } {
  return {
    client: new StockClient(),
    candidates: Array.from({ length: n }, (_, i) => `sku${i * 7}`),
  };
}

export async function run({ client, candidates }: ReturnType<typeof setup>): Promise<string[]> {
  const available: string[] = [];
  for (let i = 0; i < candidates.length; i++) {
    const { id, inStock } = await client.availability(candidates[i]!); // grows n rule:await-in-loop
    if (inStock) available.push(id);
  }
  return available;
}
