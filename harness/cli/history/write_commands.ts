// `history accept`, `rebuild` and `prune`: what writes to the store.
import type { FactsOfRun } from "../../../reports/facts/fact.ts";
import { toStored } from "../../history/nights/stored_facts.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError, toProblem } from "../../model/harness_error.ts";
import type { HistoryStore } from "../../ports/history_store.ts";
import type { Host } from "../../ports/host.ts";
import { type FactsHost, openFacts } from "../open_facts.ts";
import { findNight, type HistoryOptions, readHistories, withStore } from "./open_history.ts";
import { historyPath, type StoreOptions } from "../words/history_path.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** `history accept NIGHT --because TEXT`: from that night on the series are as they should be. */
export async function acceptNight(
  host: Pick<Host, "facts" | "histories" | "terminal" | "clock">,
  night: string,
  options: HistoryOptions & { readonly because: string },
): Promise<ExitCode> {
  const who = host.facts.startedBy ?? host.facts.userName ?? "unknown";
  await withStore(host, { ...options, mode: "write" }, (store) => {
    const histories = readHistories(store, options);
    const { run } = findNight(histories, night);
    // Under the key of its history: a night without a GUID has another one.
    const history = histories.find(({ nights }) => nights.some((one) => one.run.run === run.run));
    const { evidence, device } = history ?? run;
    store.accept({ evidence, device, run: run.run, because: options.because, who, at: host.clock.now() });
    host.terminal.write(
      `From ${run.night} (${run.run}) on is as it should be, says ${who}: ${options.because}\n`,
    );
  });
  return EXIT_CODE.pass;
}

type RebuildingHost = FactsHost & Pick<Host, "facts" | "histories">;

/**
 * `history rebuild OUT…`: adds every run of these folders that the store lacks. A store that cannot be read is put out of
 * the way first. What cannot be read is one line and stops nothing; exit 4 says that there was such a thing.
 */
export async function rebuildHistory(
  host: RebuildingHost,
  folders: readonly string[],
  options: StoreOptions,
): Promise<ExitCode> {
  await putDamagedAside(host, options);
  let refused = 0;
  const refuse = (thrown: unknown) => {
    refused++;
    const { code, message } = toProblem(thrown);
    host.terminal.writeError(`bmverify: ${message} [${code}]\n`);
  };
  const counts = await withStore(host, { ...options, mode: "write" }, async (store) => {
    let [found, added] = [0, 0];
    for (const folder of folders) {
      for (const path of await host.histories.findRuns(folder)) {
        try {
          const runs = await openFacts(host, path);
          found += runs.length;
          added += store.add(runs.map(toStored));
        } catch (error) {
          refuse(error);
        }
      }
    }
    return { found, added };
  });
  host.terminal.write(`${counts.found} runs found, ${counts.added} of them new, ${refused} refused\n`);
  return refused === 0 ? EXIT_CODE.pass : EXIT_CODE.internal;
}

async function putDamagedAside(host: RebuildingHost, options: StoreOptions): Promise<void> {
  const path = historyPath(host, options);
  if (path === null) return;
  try {
    // Read to its end: damage may lie anywhere.
    await withStore(host, { ...options, mode: "read" }, (store) => void store.runs());
  } catch (error) {
    const { code } = toProblem(error);
    if (code === "history/not-found") return;
    if (code !== "history/unreadable") throw error;
    const aside = await host.histories.moveAside(path);
    host.terminal.writeError(`bmverify: The history could not be read; it is now "${aside}"\n`);
  }
}

/** Values of the options of `prune`. */
export interface PruneOptions extends StoreOptions {
  /** Nights, as days before now. */
  readonly keep?: number;
  readonly bundles: readonly string[];
  readonly keepBundles?: number;
  readonly failures?: true;
}

/**
 * `history prune`: takes runs out of the store that are older than `keep` nights, and removes bundles that are older than
 * `keepBundles` nights once their facts are in the store and beside them in `facts/`. Bundles of runs that did not pass
 * stay unless `failures` is said.
 */
export async function pruneHistory(
  host: RebuildingHost & Pick<Host, "clock">,
  options: PruneOptions,
): Promise<ExitCode> {
  const { keep, keepBundles, bundles, failures, ...store } = options;
  if (keep === undefined && keepBundles === undefined) {
    throw new HarnessError("usage/invalid", "Cannot prune: nothing is said to be too old", {
      hint: "Give --keep NIGHTS for the history, or --bundles OUT --keep-bundles NIGHTS for bundles",
    });
  }
  if ((keepBundles === undefined) !== (bundles.length === 0)) {
    throw new HarnessError(
      "usage/invalid",
      "Cannot prune bundles: --bundles and --keep-bundles belong together",
      {
        hint: "Give both, or neither",
      },
    );
  }
  const before = (nights: number) => new Date(Date.parse(host.clock.now()) - nights * DAY_MS).toISOString();
  let refused = 0;
  await withStore(host, { ...store, mode: "write" }, async (open) => {
    if (keepBundles !== undefined) {
      for (const folder of bundles) {
        refused += await pruneBundles(host, open, {
          folder,
          before: before(keepBundles),
          failures: failures === true,
        });
      }
    }
    if (keep !== undefined) {
      host.terminal.write(`${open.prune(before(keep))} runs taken out of the history\n`);
    }
  });
  return refused === 0 ? EXIT_CODE.pass : EXIT_CODE.internal;
}

interface OldBundles {
  readonly folder: string;
  readonly before: string;
  readonly failures: boolean;
}

/** Gives how many could not be read: those stay. */
async function pruneBundles(
  host: RebuildingHost,
  store: HistoryStore,
  { folder, before, failures }: OldBundles,
): Promise<number> {
  let [removed, refused] = [0, 0];
  for (const path of await host.histories.findRuns(folder)) {
    if (path.endsWith(".ndjson") || path === folder) continue;
    try {
      const [facts] = await openFacts(host, path);
      if (facts === undefined || facts.run.started >= before || (!failures && isTelling(facts))) continue;
      const stored = toStored(facts);
      store.add([stored]);
      await host.bundleFiles.write(`${folder}/facts`, `${facts.run.run}.ndjson`, stored.facts);
      await host.histories.removeBundle(path);
      removed++;
    } catch (error) {
      refused++;
      const { code, message } = toProblem(error);
      host.terminal.writeError(`bmverify: ${message} [${code}]\n`);
    }
  }
  host.terminal.write(`${removed} bundles of "${folder}" kept as facts alone\n`);
  return refused;
}

/** What somebody will want to look into. */
function isTelling({ run }: FactsOfRun): boolean {
  return (run.verdict !== "pass" && run.verdict !== "measured") || run.restore === "failed";
}
