import { Skeleton } from "@mantine/core";

/** The place of a page's content until it is there. */
export function PageBones() {
  return (
    <div className="body" aria-busy="true">
      <Skeleton height={240} />
    </div>
  );
}
