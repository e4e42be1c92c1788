// Scores how far each article is from all that the session has shown before.

interface Article {
  readonly id: number;
  readonly topic: number;
}

export const sizes = [100, 200, 400, 800];

export const setup = (n: number): Article[] =>
  Array.from({ length: n }, (_, i) => ({ id: i, topic: (i * 7919) % n }));

class Session {
  #count = 0;
  #topics = 0;

  show(article: Article): number {
    const novelty = article.topic * this.#count - this.#topics;
    this.#count += 1;
    this.#topics += article.topic;
    return novelty;
  }
}

export function run(articles: Article[]): number[] {
  const session = new Session();
  return articles.map((article) => session.show(article));
}
