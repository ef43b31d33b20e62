// Health as several pasted outputs tell it: plain health, its sections, single fields and the version. Where two of them
// contradict each other, nobody can tell which holds.
import { HarnessError } from "../../model/harness_error.ts";
import { type Health, type HealthDetails, printedValue } from "../../model/health.ts";
import { parseHealth } from "../parse_health.ts";
import type { Pasted, PastedAnswer } from "./read_pasted.ts";

/** Health, and the names of the texts that it is from. */
export interface PastedHealth {
  readonly value: Health;
  readonly evidence: readonly string[];
}

/** What goes on by itself from one output to the next, and what is no state of the device. */
const PASSING: ReadonlySet<string> = new Set<keyof Health>([
  "healthy",
  "healthIssues",
  "definitionsUpdatedMinutesAgo",
  "definitionsStatus",
  "banner",
  "other",
]);

/**
 * Plain health with what sections, fields and version add to it; null when nothing of it was pasted. Within one text the
 * last word is the newest; what plain health prints without its being understood is not overruled.
 *
 * @param plain The answer of plain health that counts; null when there is none.
 * @param isInOrder The texts are one, the newest last.
 * @throws HarnessError `usage/invalid` when two texts contradict each other.
 */
export function pastedHealth(
  { answers }: Pasted,
  { plain, isInOrder }: { readonly plain: PastedAnswer | null; readonly isInOrder: boolean },
): PastedHealth | null {
  const whole = plain === null ? null : healthIn(plain);
  const told = answers.flatMap((answer) => {
    const health = answer === plain ? whole : answer.kind === "health" ? null : healthIn(answer);
    return health === null ? [] : [{ name: answer.name, health }];
  });
  const [first] = told;
  if (first === undefined) return null;
  const said = new Map<string, { readonly name: string; readonly value: unknown }>();
  for (const { name, health } of told) {
    for (const [key, value] of Object.entries(health)) {
      if (value === null || PASSING.has(key) && said.has(key) && health !== whole) continue;
      if (health !== whole && whole !== null && printedValue(whole, key) !== null) continue;
      const before = said.get(key);
      const isOther = before !== undefined && before.name !== name && !isInOrder && !PASSING.has(key);
      if (isOther && JSON.stringify(before.value) !== JSON.stringify(value)) {
        throw contradiction(key, before.name, name);
      }
      said.set(key, { name, value });
    }
  }
  const values = Object.fromEntries([...said].map(([key, { value }]) => [key, value]));
  return { value: { ...first.health, ...values }, evidence: [...new Set(told.map(({ name }) => name))] };
}

/** An answer in the words of health; null when it has none of them. */
function healthIn(answer: PastedAnswer): Health | null {
  if (answer.reading.kind === "unreadable") return null;
  if (answer.kind === "health") return answer.reading.value;
  if (answer.kind === "health-details") return inHealth(answer.reading.value);
  if (answer.kind !== "version") return null;
  return inHealth({ app_version: { value: answer.reading.value.productVersion, managed: false } });
}

function inHealth(details: HealthDetails): Health | null {
  const entries = Object.entries(details).map(([key, { value, managed }]) =>
    [key, { value, isManaged: managed }] as const
  );
  try {
    return parseHealth(JSON.stringify(Object.fromEntries(entries)));
  } catch {
    return null;
  }
}

function contradiction(key: string, one: string, other: string): HarnessError {
  return new HarnessError(
    "usage/invalid",
    `Cannot tell which holds: "${one}" and "${other}" differ in ${JSON.stringify(key)}`,
    { hint: "Give outputs of one device and of one time" },
  );
}
