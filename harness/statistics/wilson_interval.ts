// The Wilson score interval stands in the model, since the run record has rates; statistics use the same.
export {
  normalQuantile,
  type WilsonInput,
  type WilsonInterval,
  wilsonInterval,
} from "../model/wilson_interval.ts";
