// Feed hydration: posts of creators whom the reader has blocked are dropped as they arrive.

exports.sizes = [250, 500, 1000, 2000];

exports.setup = function setup(n) {
  const posts = [];
  const blocked = [];
  for (let i = 0; i < n; i++) {
    posts.push({ id: i, creator: { id: `c${(i * 31) % (n * 2)}` }, text: `post ${i}` });
    blocked.push(`c${(i * 62) % (n * 2)}`);
  }
  return { posts, blocked };
};

async function* stream(posts) {
  for (let start = 0; start < posts.length; start += 50) {
    yield posts.slice(start, start + 50);
  }
}

function blockFilter(blocked) {
  const ids = new Set(blocked);
  return (post) => !ids.has(post.creator.id);
}

exports.run = async function run({ posts, blocked }) {
  const visible = blockFilter(blocked);
  const feed = [];
  for await (const page of stream(posts)) {
    for (const post of page) {
      if (visible(post)) feed.push(post.id);
    }
  }
  return feed;
};
