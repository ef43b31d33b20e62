// What the artefacts of a story do to its world: at once, or so long after the trigger that they name.
import type { FakeClock } from "../../testing/fake_clock.ts";
import type { Artefact, Moment, Story } from "./story.ts";
import { DEMONSTRATION, MINUTE_MS, World } from "./world.ts";

/** The world of a story, before its first moment. */
export function createWorld(story: Story, time: FakeClock): World {
  const world = new World(story, time);
  for (const one of story.artefacts) fromTheStart(world, one);
  world.onTrigger = (number) => {
    for (const one of story.artefacts) afterTrigger(world, one, number);
  };
  return world;
}

/** What holds from the beginning. */
function fromTheStart({ quirks, zones }: World, one: Artefact): void {
  if (one.kind === "re-ordered") quirks.order = one.how;
  if (one.kind === "zone-step" && one.at === null) zones.push({ fromMs: -1, value: one.minutes });
  if (one.kind === "late-history") quirks.hidden.push({ fromMs: -1, untilMs: Infinity, olderThanMs: 0 });
}

/** What the start of the nth trigger sets going. */
function afterTrigger(world: World, one: Artefact, number: number): void {
  const { quirks, clock, time } = world;
  const at = (moment: Moment, action: (nowMs: number) => void): void => {
    if (moment.trigger !== number) return;
    time.after(moment.afterMs, () => action(clock.monotonicMs()));
  };
  switch (one.kind) {
    case "restart":
      return at(one.at, (nowMs) => {
        const upMs = nowMs + one.downMs;
        world.hiccups.push({ fromMs: nowMs, untilMs: upMs, how: "fails", which: "all" });
        quirks.hidden.push({ fromMs: nowMs, untilMs: upMs + one.emptyMs, olderThanMs: nowMs });
      });
    case "late-history":
      return at(one.until, (nowMs) => {
        for (const span of quirks.hidden) span.untilMs = Math.min(span.untilMs, nowMs);
      });
    case "doubles":
      return at(one.from, (nowMs) => void (quirks.doubledFromMs = nowMs));
    case "re-dated":
      return at(one.at, (nowMs) => {
        const old = world.rows.find(({ origin, name }) =>
          origin === "before-the-run" && name === DEMONSTRATION.name
        );
        old?.dates.push({ fromMs: nowMs, value: clock.wallMs() + one.minutesFromThen * MINUTE_MS });
      });
    case "old-status":
      return at(one.at, (nowMs) => {
        const old = world.rows.find(({ origin, name }) =>
          origin === "before-the-run" && name === DEMONSTRATION.name
        );
        old?.statuses.push({ fromMs: nowMs, value: one.status, wallMs: clock.wallMs() });
      });
    case "other-form":
      return at(one.from, (nowMs) => {
        world.otherForm.push({ fromMs: nowMs, untilMs: nowMs + one.forMs });
      });
    case "zone-step":
      if (one.at === null) return;
      return at(one.at, (nowMs) => void world.zones.push({ fromMs: nowMs, value: one.minutes }));
    case "clock-step":
      return at(one.at, (nowMs) => {
        world.clockSteps.push(nowMs);
        clock.step(one.seconds * 1000);
      });
    case "rotation":
      return at(one.from, (nowMs) => {
        quirks.newest.push({ fromMs: nowMs, untilMs: nowMs + one.forMs, rows: one.rows });
      });
    case "short-list":
      return at(one.from, (nowMs) => {
        quirks.short.push({ fromMs: nowMs, untilMs: nowMs + one.forMs, rows: one.rows });
      });
    case "second-actor":
      return one.trigger === number && world.isProtecting ? addSecondActor(world, one) : undefined;
    case "other-detection":
      return at(one.at, (nowMs) => {
        const { name, type } = one;
        world.addRow({
          name,
          type,
          origin: "other",
          wallMs: clock.wallMs(),
          listedFromMs: nowMs,
          status: "quarantined",
        });
      });
    case "flip":
      return at(one.at, () => {
        world.flip(one.what, true);
        if (one.forMs !== null) time.after(one.forMs, () => world.flip(one.what, false));
      });
    case "hiccup":
      return at(one.at, (nowMs) => {
        world.hiccups.push({ how: one.how, which: one.which, fromMs: nowMs, untilMs: nowMs + one.forMs });
      });
  }
}

function addSecondActor(
  world: World,
  { ranAfterMs, listedAfterMs, status }: Extract<Artefact, { readonly kind: "second-actor" }>,
): void {
  const nowMs = world.clock.monotonicMs();
  const row = {
    ...DEMONSTRATION,
    origin: "second-actor" as const,
    status,
    listedFromMs: nowMs + Math.max(ranAfterMs, listedAfterMs),
  };
  const add = (): void => void world.addRow({ ...row, wallMs: world.clock.wallMs() });
  if (ranAfterMs > 0) world.time.after(ranAfterMs, add);
  else world.addRow({ ...row, wallMs: world.clock.wallMs() + ranAfterMs, happenedMs: nowMs + ranAfterMs });
}
