// What the processes of a simulated device say to each other, one line each on standard output.

/** A part of the agent is up. */
export const READY_LINE = "ready\n";

/** Ends the whole agent, and leaves the rest of the device as it is. */
export const AGENT_GONE_EXIT_CODE = 70;

/** Resolves with the first line that a process says, without its end; null when it ends before. */
export async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream.values({ preventCancel: true })) {
    text += decoder.decode(chunk, { stream: true });
    const end = text.indexOf("\n");
    if (end >= 0) return text.slice(0, end);
  }
  return null;
}
