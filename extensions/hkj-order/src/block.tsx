import { render } from "preact";
import { useCallback } from "preact/hooks";

import { Broken } from "../../shared/broken";
import { useAnswer } from "../../shared/use-answer";
import { isWaiting, loadOrder } from "./order";
import { OrderFacts } from "./order-facts";
import { text } from "./text";

/** Shopify calls it when the order page shows the block; `document.body` is the block. */
export default function extension(): void {
  render(<Block id={shopify.data.selected[0]?.id ?? ""} />, document.body);
}

function Block({ id }: { id: string }) {
  const load = useCallback(() => loadOrder(id, text("locale")), [id]);
  const { answer, broken, reload } = useAnswer(load, isWaiting);
  return (
    <s-admin-block heading={text("name")}>
      {broken && <Broken said={text("not_loaded")} again={text("try_again")} reload={reload} />}
      {!broken && !answer && <s-spinner accessibilityLabel={text("loading")} />}
      {answer?.order === null && <s-text color="subdued">{text("not_ours")}</s-text>}
      {answer?.order && <OrderFacts order={answer.order} />}
    </s-admin-block>
  );
}
