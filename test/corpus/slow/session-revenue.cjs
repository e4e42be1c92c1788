// Revenue of each session, from a list of sessions and one of orders.

const sizes = [250, 500, 1000, 2000];

function setup(n) {
  const sessions = [];
  const orders = [];
  for (let i = 0; i < n; i++) {
    sessions.push({ id: i, device: i % 3 === 0 ? 'tv' : 'phone' });
    orders.push({ session: (i * 7919) % n, amount: 5 + (i % 50) });
  }
  return { sessions, orders };
}

function run({ sessions, orders }) {
  const revenue = [];
  for (let s = 0; s < sessions.length; s++) {
    let total = 0;
    for (let o = 0; o < orders.length; o++) { // grows n^2 rule:filter-per-user
      if (orders[o].session === sessions[s].id) total += orders[o].amount;
    }
    revenue.push(total);
  }
  return revenue;
}

module.exports = { sizes, setup, run };
