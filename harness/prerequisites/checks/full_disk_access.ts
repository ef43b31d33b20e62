// `full-disk-access`: macOS lets the agent read everything.
import {
  type CheckContext,
  doesNotApply,
  type Finding,
  met,
  notRead,
  unmet,
  withHealth,
} from "../finding.ts";
import { askCommand } from "../remedies.ts";

/** Looks at `full_disk_access_enabled`; macOS only. */
export function fullDiskAccess(context: CheckContext): Finding {
  const { facts } = context;
  if (facts.platform !== "darwin") return doesNotApply("Does not apply: only macOS has full disk access");
  return withHealth(context, {
    severity: "recommended",
    judge: ({ fullDiskAccessEnabled }, evidence) => {
      if (fullDiskAccessEnabled === null) {
        const remedy = askCommand(facts, "health --field full_disk_access_enabled");
        return notRead(context, "recommended", { key: "full_disk_access_enabled", evidence, remedy });
      }
      if (fullDiskAccessEnabled) {
        return met("recommended", { detail: "The agent has full disk access", evidence });
      }
      return unmet("recommended", {
        detail: "The agent has no full disk access",
        evidence,
        remedy:
          "In System Settings, open Privacy & Security > Full Disk Access, and switch on Microsoft Defender and " +
          "Microsoft Defender Endpoint Security Extension",
      });
    },
  });
}
