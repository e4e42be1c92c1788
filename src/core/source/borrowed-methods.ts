import type { Binding } from './bindings.js';
import type { ScriptFacts } from './script-facts.js';
import {
  borrowedName,
  child,
  isCall,
  isPrototype,
  memberName,
  parentOf,
  setBorrowed,
} from './tree-node.js';

/** Marks the calls of methods that a script has given a name: `has.call(xs, x)`. */
export function markBorrowed(facts: ScriptFacts): void {
  if (!facts.text.includes('.call(')) return;
  for (const binding of facts.tree.bindings) {
    const name = borrowedBy(binding, facts);
    if (name === '') continue;
    for (const { node } of binding.references) {
      const member = parentOf(node);
      const call = memberName(member) === 'call' ? parentOf(member ?? node) : undefined;
      if (call !== undefined && isCall(call) && child(call, 'callee') === member) {
        setBorrowed(call, name);
      }
    }
  }
}

/** The method that a name stands for; empty for all other names. */
function borrowedBy(binding: Binding, facts: ScriptFacts): string {
  const init = facts.initOf(binding);
  if (init === undefined) return '';
  const [name] = binding.path;
  if (name === undefined) return borrowedName(init);
  return isPrototype(init) && binding.path.length === 1 ? name : '';
}
