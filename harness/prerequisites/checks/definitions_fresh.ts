// `definitions-fresh`: the agent's definitions are not old.
import { printedValue } from "../../model/health.ts";
import { type CheckContext, type Finding, met, notRead, unknown, unmet, withHealth } from "../finding.ts";
import { changeCommand } from "../remedies.ts";

const OLDEST_MINUTES = 7 * 24 * 60;
const OUTDATED = /^(?:notuptodate|outof\w*date|outdated|expired|\w*fail\w*)$/;

/** Looks at `definitions_status` and `definitions_updated_minutes_ago`; more than seven days is old. */
export function definitionsFresh(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "recommended",
    judge: (health, evidence) => {
      const { definitionsStatus: status, definitionsUpdatedMinutesAgo: minutes } = health;
      const remedy = changeCommand(context.facts, "definitions update");
      const unread = ["definitions_status", "definitions_updated_minutes_ago"].find((key) =>
        printedValue(health, key) !== null
      ) ?? (status === null && minutes === null ? "definitions_status" : null);
      if (unread !== null) {
        return notRead(context, "recommended", { key: unread, evidence, remedy });
      }
      const seen = [
        ...(status === null ? [] : [`"definitions_status" is "${status}"`]),
        ...(minutes === null ? [] : [`updated ${ageOf(minutes)} ago`]),
      ].join(", ");
      const found = { detail: `Definitions: ${seen}`, evidence, remedy };
      const word = status?.replaceAll(/[-_ ]/g, "").toLowerCase() ?? null;
      if ((minutes ?? 0) > OLDEST_MINUTES || (word !== null && OUTDATED.test(word))) {
        return unmet("recommended", found);
      }
      // An update under way says nothing of what is there now; only the age does.
      const isCurrent = word === "uptodate" || (minutes !== null && (word === null || word === "updating"));
      return isCurrent ? met("recommended", found) : unknown("recommended", found);
    },
  });
}

function ageOf(minutes: number): string {
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2 * 24 * 60
    ? `${Math.floor(minutes / 60)} hours`
    : `${Math.floor(minutes / (24 * 60))} days`;
}
