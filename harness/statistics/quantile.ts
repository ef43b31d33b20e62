// Quantiles stand in the model, since the run record has medians; statistics use the same.
export { median, p95, quantile, sortedQuantile, sortNumbers } from "../model/quantile.ts";
