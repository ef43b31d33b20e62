// `definitions-fresh`: the agent's definitions are not old.
import { type CheckContext, type Finding, met, notPrinted, unmet, withHealth } from "../finding.ts";
import { changeCommand } from "../remedies.ts";

const OLDEST_MINUTES = 7 * 24 * 60;

/** Looks at `definitions_status` and `definitions_updated_minutes_ago`; more than seven days is old. */
export function definitionsFresh(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "recommended",
    judge: ({ definitionsStatus: status, definitionsUpdatedMinutesAgo: minutes }, evidence) => {
      const remedy = changeCommand(context.facts, "definitions update");
      if (status === null && minutes === null) {
        return notPrinted("recommended", { key: "definitions_status", evidence, remedy });
      }
      const seen = [
        ...(status === null ? [] : [`"definitions_status" is "${status}"`]),
        ...(minutes === null ? [] : [`updated ${ageOf(minutes)} ago`]),
      ].join(", ");
      const isCurrent = status === null || status === "up_to_date" || status === "updating";
      return isCurrent && (minutes === null || minutes <= OLDEST_MINUTES)
        ? met("recommended", { detail: `Definitions: ${seen}`, evidence })
        : unmet("recommended", { detail: `Definitions: ${seen}`, evidence, remedy });
    },
  });
}

function ageOf(minutes: number): string {
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2 * 24 * 60
    ? `${Math.floor(minutes / 60)} hours`
    : `${Math.floor(minutes / (24 * 60))} days`;
}
