// What an invented device was tested with: programs, machine, person.
import type { DeviceRecord } from "../../harness/model/record/run_record.ts";

/** What identifies a device beside what its agent tells. */
type DeviceIdentity = Pick<
  DeviceRecord,
  "osBuild" | "hardwareModel" | "chip" | "cores" | "memoryBytes" | "user" | "programs"
>;

/** A Mac with the vendor's agent. */
export const INVENTED_IDENTITY: DeviceIdentity = {
  osBuild: "25B78",
  hardwareModel: "Mac16,10",
  chip: "Apple M4",
  cores: [{ kind: "performance", count: 4 }, { kind: "efficiency", count: 6 }],
  memoryBytes: 16 * 2 ** 30,
  user: { id: 0, name: "root", startedBy: "kim" },
  programs: [
    {
      path: "/usr/local/bin/mdatp",
      realPath: "/Applications/Microsoft Defender.app/Contents/Resources/Tools/wdavdaemonclient",
      sha256: "3f0a9c1d5b7e2468ace013579bdf02468ace13579bdf2468ace013579bdf0246",
      signature: { identifier: "com.microsoft.wdav.client", teamId: "UBF8T346G9", isVendors: true },
    },
  ],
};
