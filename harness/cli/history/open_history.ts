// The store that a command means, and the histories in it.
import type { EvidenceKind } from "../../../reports/facts/evidence_kind.ts";
import type { FactsOfRun } from "../../../reports/facts/fact.ts";
import { type Acceptance, deviceHistories, type DeviceHistory } from "../../history/nights/device_history.ts";
import { fromStored } from "../../history/nights/stored_facts.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { HistoryAcceptance, HistoryStore } from "../../ports/history_store.ts";
import type { Host } from "../../ports/host.ts";
import { historyPath, type StoreOptions } from "../words/history_path.ts";

/** Which of its histories are. */
export interface HistoryOptions extends StoreOptions {
  readonly evidence: EvidenceKind;
  /** The beginning of the key of a device. */
  readonly device?: string;
}

/** Opens the store, lets it be used, and closes it. */
export async function withStore<Result>(
  host: Pick<Host, "facts" | "histories">,
  options: StoreOptions & { readonly mode: "read" | "write" },
  use: (store: HistoryStore) => Promise<Result> | Result,
): Promise<Result> {
  const path = historyPath(host, options);
  const store = path === null ? null : await host.histories.open(path, options.mode);
  if (store === null) throw notFound(`Cannot find a history at "${path}": there is none yet`);
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

/**
 * The histories that are meant, with all their facts.
 *
 * @throws HarnessError `history/not-found` when there is none of them.
 */
export function readHistories(
  store: HistoryStore,
  wanted: Pick<HistoryOptions, "evidence" | "device">,
): readonly DeviceHistory[] {
  const runs = store.runs().map(fromStored);
  return chosenHistories(deviceHistories(runs, store.acceptances().map(toAcceptance)), wanted);
}

function toAcceptance({ evidence, ...rest }: HistoryAcceptance): Acceptance {
  // The store keeps what an acceptance of this program wrote.
  return { ...rest, evidence: evidence as EvidenceKind };
}

/**
 * Those of one kind of evidence, and of one device where it is named.
 *
 * @throws HarnessError `history/not-found` when there is none of them.
 */
export function chosenHistories(
  all: readonly DeviceHistory[],
  { evidence, device = "" }: Pick<HistoryOptions, "evidence" | "device">,
): readonly DeviceHistory[] {
  const chosen = all.filter((one) =>
    one.evidence === evidence && one.device.startsWith(device.toLowerCase())
  );
  if (chosen.length > 0) return chosen;
  const kinds = [...new Set(all.map((one) => one.evidence))];
  const which = device === "" ? "" : ` of a device "${device}"`;
  throw notFound(
    `Cannot find a ${evidence} run${which} in the history: it holds ${
      kinds.length === 0 ? "none" : kinds.join(", ")
    }`,
    kinds.length === 0 ? undefined : `Choose with --evidence ${kinds.join(" or --evidence ")}`,
  );
}

/**
 * The run with this id (or its beginning), or the last one of a night (2026-11-23).
 *
 * @throws HarnessError `history/not-found`, `usage/invalid` when several begin so.
 */
export function findNight(histories: readonly DeviceHistory[], word: string): FactsOfRun {
  const nights = histories.flatMap((history) => history.nights);
  const ofNight = histories.flatMap((history) =>
    history.nights.findLast(({ run }) => run.night === word) ?? []
  );
  const found = ofNight.length > 0 ? ofNight : nights.filter(({ run }) => run.run.startsWith(word));
  const [one, ...others] = found;
  if (one === undefined) throw notFound(`Cannot find the night "${word}" in the history`);
  if (others.length === 0) return one;
  throw new HarnessError("usage/invalid", `Cannot tell which run "${word}" means: ${found.length} do`, {
    hint: "Give its whole id, or name its device with --device",
  });
}

function notFound(
  message: string,
  hint = 'See "bmverify history list", or make it: bmverify history rebuild OUT',
) {
  return new HarnessError("history/not-found", message, { hint });
}
