// Cuts an event log into sessions: an event joins the session of its user that is still open.

export const sizes = [250, 500, 1000, 2000];

const GAP = 1800;

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ user: (i * 7919) % Math.ceil(n / 3), at: i * 40 }));
}

export function run(events) {
  const sessions = [];
  for (const { user, at } of events) {
    const open = sessions.findLast((session) => session.user === user); // grows n^2 rule:find-join
    if (open !== undefined && at - open.end <= GAP) {
      open.end = at;
      open.events += 1;
    } else {
      sessions.push({ user, start: at, end: at, events: 1 });
    }
  }
  return sessions;
}
