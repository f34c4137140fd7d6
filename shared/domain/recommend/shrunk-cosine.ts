/**
 * Similarity of two products: the cosine of their vectors of purchases (Linden, Smith, York 2003, "Amazon.com Recommendations",
 * IEEE Internet Computing 7(1); the cosine-based similarity of Deshpande, Karypis 2004, "Item-Based Top-N Recommendation
 * Algorithms", ACM TOIS 22(1)), pulled towards 0 where it rests on few customers: times together / (together + shrinkage), as
 * Koren 2008, "Factorization Meets the Neighborhood", KDD, does with correlations. From 0 to 1, and symmetric to the last bit.
 *
 * @param together dot product of the two vectors: how much the same customers bought both
 * @param ofOne dot product of the one's vector with itself
 * @param ofOther dot product of the other's vector with itself
 * @param shrinkage in the unit of `together`; 0 for the plain cosine
 */
export function shrunkCosine(together: number, ofOne: number, ofOther: number, shrinkage: number): number {
  if (together === 0) return 0;
  return (together / (together + shrinkage)) * (together / Math.sqrt(ofOne * ofOther));
}
