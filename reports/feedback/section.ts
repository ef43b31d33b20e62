// What the feedback about a measurement consists of, before it becomes text or Markdown.

/** One line. `place` asks for words that only the person has; `command` is typed as it stands. */
export interface FeedbackLine {
  readonly as: "line" | "item" | "command" | "place";
  readonly text: string;
}

/** One thing that was compared, or looked at. All as people read it. */
export interface ResultRow {
  readonly workload: string;
  readonly what: string;
  /** Median with behavior monitoring off; null where nothing was switched. */
  readonly off: string | null;
  readonly on: string;
  readonly effect: string;
}

/** A part with its title. */
export interface FeedbackSection {
  readonly title: string;
  readonly lines: readonly FeedbackLine[];
  /** Shown before the lines: a table where there are tables. */
  readonly rows?: readonly ResultRow[];
}

/** The whole. Nothing in it names the device, its user, its organisation or a path. */
export interface Feedback {
  readonly title: string;
  /** What must not be overlooked, first of all. */
  readonly warnings: readonly string[];
  readonly sections: readonly FeedbackSection[];
  /** Stands before every line of a quick look, which is no evidence whatever part of it is pasted; else null. */
  readonly mark: string | null;
}
