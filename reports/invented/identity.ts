// What an invented device was tested with: programs, machine, person.
import type { DeviceRecord } from "../../harness/model/record/run_record.ts";

/** A Mac with the vendor's agent. */
export const INVENTED_IDENTITY: Pick<DeviceRecord, "hardwareModel" | "user" | "programs"> = {
  hardwareModel: "Mac16,10",
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
