// Scores how far each article is from all that the session has shown before.

interface Article {
  readonly id: number;
  readonly topic: number;
}

export const sizes = [100, 200, 400, 800];

export const setup = (n: number): Article[] =>
  Array.from({ length: n }, (_, i) => ({ id: i, topic: (i * 7919) % n }));

class Session {
  readonly #shown: Article[] = [];

  show(article: Article): number {
    const novelty = this.#novelty(article);
    this.#shown.push(article);
    return novelty;
  }

  #novelty(article: Article): number {
    let sum = 0;
    for (const other of this.#shown) { // grows n^2 rule:pairwise-loops
      sum += article.topic - other.topic;
    }
    return sum;
  }
}

export function run(articles: Article[]): number[] {
  const session = new Session();
  return articles.map((article) => session.show(article));
}
