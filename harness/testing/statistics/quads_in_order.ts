// Quads from numbers in the order measured, for tests and calibration. No part of the product imports this.
import type { Quad } from "../../cost/statistics/quads/quad.ts";

/** Orders like `ABBA BAAB BA`, B with behavior monitoring on, and the values of their blocks one after the other. */
export function quadsInOrder(orders: string, values: readonly number[]): readonly Quad[] {
  let place = 0;
  return orders.split(" ").map((order) =>
    [...order].map((arm) => ({ isOn: arm === "B", value: values[place++] ?? Number.NaN }))
  );
}
