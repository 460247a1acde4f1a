// Small dense symmetric matrices, row by row in one Float64Array of size x size.

/**
 * The lower Cholesky factor of a symmetric positive definite matrix, in place: the lower triangle becomes L with
 * L L' = the matrix; the upper triangle is left as it was. A pivot that rounding made too small is raised.
 */
export function factorize(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      const other = j * size;
      let sum = matrix[row + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (matrix[row + k] ?? 0) * (matrix[other + k] ?? 0);
      matrix[row + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (matrix[other + j] ?? 1);
    }
  }
}

/** Solves (L L') x = b for the factor that `factorize` left; gives back x. */
export function solve(factor: Float64Array, size: number, b: Float64Array): Float64Array {
  const x = b.slice(0, size);
  for (let i = 0; i < size; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (factor[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (factor[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = (x[i] ?? 0) / (factor[i * size + i] ?? 1);
    x[i] = value;
    for (let k = 0; k < i; k++) x[k] = (x[k] ?? 0) - (factor[i * size + k] ?? 0) * value;
  }
  return x;
}

/** The full inverse of L L' for the factor that `factorize` left. */
export function invert(factor: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size); // L^-1, a row a time from the rows above
  for (let i = 0; i < size; i++) {
    const row = i * size;
    const pivot = 1 / (factor[row + i] ?? 1);
    for (let k = 0; k < i; k++) {
      const share = (factor[row + k] ?? 0) * pivot;
      if (share === 0) continue;
      for (let j = 0; j <= k; j++)
        lower[row + j] = (lower[row + j] ?? 0) - share * (lower[k * size + j] ?? 0);
    }
    lower[row + i] = pivot;
  }
  const inverse = new Float64Array(size * size); // L^-T L^-1, summed over the rows of L^-1
  for (let k = 0; k < size; k++) {
    const row = k * size;
    for (let i = 0; i <= k; i++) {
      const value = lower[row + i] ?? 0;
      if (value === 0) continue;
      for (let j = 0; j <= i; j++)
        inverse[i * size + j] = (inverse[i * size + j] ?? 0) + value * (lower[row + j] ?? 0);
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) inverse[j * size + i] = inverse[i * size + j] ?? 0;
  }
  return inverse;
}
