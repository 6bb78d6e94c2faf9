import type { Params } from "../connections/views/reason";

/** The item that a problem's sentences are about, put in front of them where one is known. */
export function ItemOf({ problem: { params } }: { problem: { params: Params } }) {
  if (!params.item) return null;
  return (
    <>
      <bdi>{params.item}</bdi>
      {": "}
    </>
  );
}
