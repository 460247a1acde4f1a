const PLAIN = /^[a-z0-9][a-z0-9 _.-]{0,39}$/;

/**
 * Names sources as label values. They come from outside, so only plain short words are taken, in lower case, and only
 * the first `most` different ones; the rest is `other`. Without a source it is `none`.
 */
export function createSourceLabels(most = 30): (source: string | null | undefined) => string {
  const seen = new Set<string>();
  return (source) => {
    if (!source) return 'none';
    const label = source.toLowerCase();
    if (!PLAIN.test(label)) return 'other';
    if (!seen.has(label) && seen.size >= most) return 'other';
    seen.add(label);
    return label;
  };
}
