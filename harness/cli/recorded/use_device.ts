// The device that a command only looks at: one that is there, or a recording that stands for it.
import { deviceNotice } from "../../../reports/views/device_notice.ts";
import { RecordedFiles } from "../../device/recorded/recorded_files.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Host } from "../../ports/host.ts";
import { chooseDevice, type ChosenDevice, type DeviceChoice, deviceRecord } from "../../run/open_device.ts";
import type { OpenedRecording } from "./open_recording.ts";

/** A device to look at. */
export interface UsedDevice {
  /** The machine of the device: of a recording, what it answers. */
  readonly host: Host;
  readonly device: ChosenDevice;
  readonly isRecorded: boolean;
  /** What stands in the first lines; null for a real device with the vendor's agent. */
  readonly notice: string | null;
}

/** Finds the device, has it looked at, and lets it go. */
export async function useDevice<T>(
  host: Host,
  choice: DeviceChoice,
  look: (used: UsedDevice) => Promise<T>,
): Promise<T> {
  if (choice.recording !== null) {
    const { openRecording } = await import(
      import.meta.resolve("./open_recording.ts")
    ) as typeof import("./open_recording.ts");
    const recording = await openRecording(host, choice.recording);
    try {
      return await look(recordedDevice(host, recording, choice));
    } finally {
      await recording.close();
    }
  }
  const device = await chooseDevice(host, choice);
  try {
    const notice = deviceNotice({ simulated: device.simulated !== null, device: deviceRecord(host, device) });
    return await look({ host, device, isRecorded: false, notice });
  } finally {
    await device.simulated?.close();
  }
}

function recordedDevice(
  host: Host,
  { run: { record, bundle }, answers, notice }: OpenedRecording,
  { chosenBy }: DeviceChoice,
): UsedDevice {
  const { platform, platformAssumed, agentPath, triggerFolder, profile, user, hostName, osVersion } =
    record.device;
  // An agent that is not there is asked nothing.
  const wasThere = bundle.evidence.some(({ argv }) => argv[0] === agentPath);
  return {
    host: {
      ...host,
      commandRunner: answers,
      profileFiles: new RecordedFiles(answers),
      installationProbe: { probe: () => Promise.resolve({ kind: wasThere ? "installed" : "absent" }) },
      clock: clockAt(host.clock, record.startedAt),
      facts: { ...host.facts, platform, hostName, osVersion, isRoot: user?.id === 0 },
    },
    device: {
      platform,
      platformAssumed,
      agentPath,
      triggerFolder,
      simulated: profile === null ? null : {
        profile,
        root: "",
        agentPath,
        triggerFolder,
        workFolder: triggerFolder,
        processes: [],
        close: () => Promise.resolve(),
      },
      startedHere: false,
      chosenBy,
    },
    isRecorded: true,
    notice,
  };
}

/** What was valid then is judged by the time of then. */
function clockAt(clock: Clock, now: string): Clock {
  return {
    now: () => now,
    utcOffsetMinutes: () => clock.utcOffsetMinutes(),
    monotonicMs: () => clock.monotonicMs(),
    sleep: (durationMs, signal) => clock.sleep(durationMs, signal),
  };
}
