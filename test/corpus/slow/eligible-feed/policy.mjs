const OLDEST = 18;

/** May this item be shown to somebody with these licences? */
export function isEligible(item, licensed) {
  if (item.age > OLDEST) return false;
  return licensed.includes(item.license); // grows n^2 rule:membership-in-loop
}
