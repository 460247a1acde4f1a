import { createModel, growModel, type Model } from './model.ts';
import type { Prior } from './prior.ts';

/** A model as plain data. The covariance is its lower triangle, row by row; every number survives JSON exactly. */
export interface StoredModel {
  prior: Prior;
  memory: number;
  terms: string[];
  mean: number[];
  covariance: number[];
  verdicts: number;
}

export function storeModel({
  prior,
  memory,
  positions,
  mean,
  covariance,
  size,
  verdicts,
}: Model): StoredModel {
  const triangle: number[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) triangle.push(covariance[row * size + column] ?? 0);
  }
  return { prior, memory, terms: [...positions.keys()], mean: [...mean], covariance: triangle, verdicts };
}

/** The model that `storeModel` stored. */
export function restoreModel({ prior, memory, terms, mean, covariance, verdicts }: StoredModel): Model {
  const model = { ...createModel(prior), memory };
  growModel(model, terms);
  model.mean.set(mean);
  model.verdicts = verdicts;
  let cell = 0;
  for (let row = 0; row < model.size; row++) {
    for (let column = 0; column <= row; column++) {
      const value = covariance[cell++] ?? 0;
      model.covariance[row * model.size + column] = value;
      model.covariance[column * model.size + row] = value;
    }
  }
  return model;
}
