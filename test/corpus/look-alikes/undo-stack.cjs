// The last actions are taken back one by one: splice at the end moves nothing.

exports.sizes = [1000, 2000, 4000, 8000];

exports.setup = (n) =>
  Array.from({ length: n }, (_, i) => ({ type: i % 3 ? 'like' : 'hide', item: i }));

exports.run = (actions) => {
  const stack = [...actions];
  const undone = [];
  while (stack.length > 0) {
    const [action] = stack.splice(stack.length - 1, 1);
    undone.push(action.item);
  }
  return undone;
};
