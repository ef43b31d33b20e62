// The person at the other end, if there is one.

/** A line that is drawn again and again while something is awaited. */
export interface LiveLine {
  /** Wipes the line and ends drawing; calling it again is fine. */
  finish(): void;
}

/** Text out, questions in. In a pipe or in CI nothing is ever asked or waited for. */
export interface Terminal {
  /** Standard output. What a terminal would act on is shown instead, our own emphasis apart. */
  write(text: string): void;
  /** The same to standard error. */
  writeError(text: string): void;
  /** A file that was asked for on standard output: to the last byte what it is, unless a person looks at it. */
  writeFile(text: string): void;
  /**
   * Asks yes or no until one of them is typed; only to be called when a person is there. The end of the input and an
   * interruption are a no.
   */
  confirm(question: string): Promise<boolean>;
  /** Waits for Enter; only to be called when a person is there. */
  waitForEnter(prompt: string): Promise<void>;
  /**
   * Draws what `render` gives a few times a second, on a terminal only, and not while a question stands there; an empty
   * text draws nothing. With `aloud` it is said on standard output where that is no terminal, whenever nothing else was
   * said for a while.
   */
  startLiveLine(render: (columns: number) => string, aloud?: boolean): LiveLine;
}
