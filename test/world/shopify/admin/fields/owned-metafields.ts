import { appNamespace } from "../../orders/custom-id";
import { type PageArgs, connect } from "../connection";
import type { Fields } from "../context";

/** The metafields of whatever may have some. */
export const ownedMetafields: Fields<{ id: string }> = {
  metafield: (owner, { namespace, key }: { namespace?: string | null; key: string }, { shop }) =>
    shop.metafields.get(owner.id)?.find((one) => one.key === key && one.namespace === appNamespace(namespace)) ?? null,
  metafields: (owner, args: PageArgs & { namespace?: string | null }, context) => {
    const namespace = args.namespace ? appNamespace(args.namespace) : undefined;
    const all = context.shop.metafields.get(owner.id) ?? [];
    return connect(
      all.filter((one) => !namespace || one.namespace === namespace),
      args,
      context,
    );
  },
};
