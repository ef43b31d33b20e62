// `system-extensions`: macOS runs the agent's endpoint security extension, from which its events come.
import { type CheckContext, doesNotApply, type Finding, met, unknown, unmet } from "../finding.ts";
import type { HealthDetails } from "../../model/health.ts";
import { askCommand } from "../remedies.ts";

/** Looks at `health --details system_extensions`; macOS only. */
export function systemExtensions({ facts }: CheckContext): Finding {
  const { platform, systemExtensions: reading } = facts;
  if (platform !== "darwin" || reading === null) {
    return doesNotApply("Does not apply: only macOS has system extensions");
  }
  const { evidence } = reading;
  const remedy = askCommand(facts, "health --details system_extensions");
  if (reading.kind === "unreadable") {
    return unknown("recommended", {
      detail: `The system extensions could not be read (${reading.problem.code})`,
      evidence,
      remedy,
    });
  }
  const installed = flag(reading.value, "endpoint_security_extension_installed");
  const ready = flag(reading.value, "endpoint_security_extension_ready");
  if (installed === false || ready === false) {
    return unmet("recommended", {
      detail: `The endpoint security extension is ${
        installed === false ? "not installed" : "installed but not ready"
      }`,
      evidence,
      remedy:
        "In System Settings, open General > Login Items & Extensions > Endpoint Security Extensions, and switch on " +
        "Microsoft Defender",
    });
  }
  if (installed === null || ready === null) {
    return unknown("recommended", {
      detail: "The agent does not say whether its extension is ready",
      evidence,
      remedy,
    });
  }
  const network = flag(reading.value, "network_extension_enabled") === false
    ? " (the network extension is off, which does not matter here)"
    : "";
  return met("recommended", { detail: `The endpoint security extension is ready${network}`, evidence });
}

/** Keys are compared without case and underscores: text and JSON spell them differently. */
function flag(details: HealthDetails, key: string): boolean | null {
  const plain = (name: string): string => name.replaceAll("_", "").toLowerCase();
  const found = Object.entries(details).find(([name]) => plain(name) === plain(key));
  return typeof found?.[1].value === "boolean" ? found[1].value : null;
}
