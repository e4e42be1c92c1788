const OLDEST = 18;

/** A test for what may be shown to somebody with these licences. */
export function policyFor(licensed) {
  const licences = new Set(licensed);
  return (item) => item.age <= OLDEST && licences.has(item.license);
}
