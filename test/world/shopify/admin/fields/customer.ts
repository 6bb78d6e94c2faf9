import { gidNumber } from "../../gid";
import { nameOf } from "../../orders/address";
import type { CustomerRecord } from "../../store/records";
import { type PageArgs, connect } from "../connection";
import type { Fields } from "../context";
import { ownedMetafields } from "./owned-metafields";

export const customerFields = {
  Customer: {
    ...ownedMetafields,
    legacyResourceId: ({ id }) => String(gidNumber(id)),
    displayName: (one) => nameOf(one) ?? one.email ?? one.phone ?? "",
    defaultAddress: (one) => one.addresses[0] ?? null,
    addresses: (one, { first }: { first?: number | null }) => one.addresses.slice(0, first ?? undefined),
    addressesV2: (one, args: PageArgs, context) => connect(one.addresses, args, context),
    defaultEmailAddress: (one) => (one.email ? { emailAddress: one.email, marketingState: "NOT_SUBSCRIBED" } : null),
    defaultPhoneNumber: (one) => (one.phone ? { phoneNumber: one.phone, marketingState: "NOT_SUBSCRIBED" } : null),
    orders: (one, args: PageArgs, context) =>
      connect(
        context.shop.orders.all.filter((order) => order.customer === one),
        args,
        context,
      ),
    numberOfOrders: (one, _: object, { shop }) =>
      String(shop.orders.all.filter((order) => order.customer === one).length),
    locale: (_, __: object, { shop }) => shop.settings.primaryLocale,
    state: () => "DISABLED",
    verifiedEmail: () => true,
  } satisfies Fields<CustomerRecord>,
};
