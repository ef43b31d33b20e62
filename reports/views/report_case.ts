// Cases and suites, the way test formats see the world.
import type { Verdict } from "../../harness/model/verdict.ts";

/** One case. Texts come from the device as they are. */
export interface ReportCase {
  readonly name: string;
  readonly className: string;
  /** ISO 8601; null for what has no start of its own. */
  readonly startedAt: string | null;
  readonly durationMs: number | null;
  readonly outcome: Verdict;
  /** Reason in one word, `not-detected` for instance. */
  readonly type: string;
  readonly message: string;
  /** More, line by line. */
  readonly output: readonly string[];
}

/** Cases under one name. */
export interface CaseSuite {
  readonly name: string;
  readonly cases: readonly ReportCase[];
}
