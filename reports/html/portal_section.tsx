/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// Where the other half of the story is: what the customer's portal shows after this run, and what it does not.
import type { VNode } from "preact";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { Section, Wide } from "./parts.tsx";

/** Section `portal`. */
export function PortalSection({ record }: { readonly record: RunRecord }): VNode {
  const alerts = expectedAlerts(record);
  return (
    <Section
      id="portal"
      title="In the portal"
      count={countWords(alerts.length)}
    >
      {record.simulated || record.recorded
        ? (
          <p>
            The device is simulated or recorded: no portal hears of it now. A real device would show this.
          </p>
        )
        : null}
      {alerts.length === 0
        ? <p>No detection was recorded on the device, so the portal has nothing to show for this run.</p>
        : (
          <>
            <p>
              Open <strong>Incidents &amp; alerts ▸ Alerts</strong> on{" "}
              <a href="https://security.microsoft.com" rel="noreferrer">security.microsoft.com</a>, filter by
              the device, and allow some minutes after the trigger.
            </p>
            <Wide label="Alerts to look for">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Alert</th>
                    <th scope="col">Detection on the device</th>
                    <th scope="col">Trigger started (UTC)</th>
                  </tr>
                </thead>
                <tbody>
                  {alerts.map(({ alert, name, triggers }) => (
                    <tr key={name}>
                      <td>{alert ?? "title unknown"}</td>
                      <td>{name}</td>
                      <td>{triggersInWords(triggers)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
          </>
        )}
      {record.policy.id === "preview"
        ? (
          <p class="note">
            In the preview the alert is the only trace: that the device timeline and the tables of advanced
            hunting stay empty says nothing about the device.
          </p>
        )
        : (
          <p class="note">
            Since general availability the detection is also in the device timeline and in advanced hunting.
          </p>
        )}
    </Section>
  );
}

interface ExpectedAlert {
  readonly alert: string | null;
  readonly name: string;
  /** Start of each trigger behind it, ISO 8601. */
  readonly triggers: readonly string[];
}

/** One entry for each detection name: the portal puts repeated detections of a device into one alert. */
function expectedAlerts(record: RunRecord): readonly ExpectedAlert[] {
  const byName = new Map<string, ExpectedAlert & { readonly triggers: string[] }>();
  for (const { portalAlert, attempts } of record.scenarios) {
    for (const { detections, startedAt } of attempts) {
      for (const { name } of detections) {
        const triggers = byName.get(name)?.triggers ?? [];
        triggers.push(startedAt);
        byName.set(name, { alert: portalAlert, name, triggers });
      }
    }
  }
  return [...byName.values()];
}

function triggersInWords(triggers: readonly string[]): string {
  const [first = ""] = triggers;
  const time = first.replace("T", " ").replace(/\.\d+Z$/, "");
  return triggers.length === 1 ? time : `${time} and ${triggers.length - 1} more`;
}

function countWords(count: number): string {
  if (count === 0) return "no alert expected";
  return count === 1 ? "1 alert to look for" : `${count} alerts to look for`;
}
