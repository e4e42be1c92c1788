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
  const totals = new Map();
  for (let o = 0; o < orders.length; o++) {
    totals.set(orders[o].session, (totals.get(orders[o].session) ?? 0) + orders[o].amount);
  }
  for (let s = 0; s < sessions.length; s++) {
    revenue.push(totals.get(sessions[s].id) ?? 0);
  }
  return revenue;
}

module.exports = { sizes, setup, run };
