// What `verify --dry-run` prints.
import type { Host } from "../../ports/host.ts";
import { announcement } from "../measure/measurement_time.ts";
import { describeFootprint } from "../showing/describe_footprint.ts";
import { verifyFootprint } from "./verify_footprint.ts";
import type { VerifyPlan } from "./verify_plan.ts";

/** What a run would touch, and how long it would measure. */
export function describeVerify(host: Pick<Host, "facts">, plan: VerifyPlan): string {
  const time = plan.measured === null ? [] : announcement(plan.measured);
  return describeFootprint(verifyFootprint(host, plan), time);
}
