// A getter that filters once and keeps what it has found.

interface Film {
  readonly id: number;
  readonly views: number;
}

class Catalogue {
  readonly #films: readonly Film[];
  #active: readonly Film[] | undefined;

  constructor(films: readonly Film[]) {
    this.#films = films;
  }

  get active(): readonly Film[] {
    return (this.#active ??= this.#films.filter(({ views }) => views > 2));
  }
}

export const sizes = [500, 1000, 2000, 4000];

export const setup = (n: number): Film[] =>
  Array.from({ length: n }, (_, i) => ({ id: i, views: i % 10 }));

export function run(films: Film[]): number {
  const catalogue = new Catalogue(films);
  let sum = 0;
  for (let i = 0; i < catalogue.active.length; i++) sum += catalogue.active[i]!.views;
  return sum;
}
