import type { CustomerRecord } from "../store/records";
import type { Shop } from "../store/shop";
import { sortedTags } from "../store/plant-product";
import { addressFrom } from "./address";
import type { CustomerUpsertInput, OrderInput, UserError } from "./input";

type Outcome = { customer: CustomerRecord } | { errors: UserError[] };

/** The customer an order names: found by id, email or phone, else made. One phone or email belongs to one customer. */
export function upsertCustomer(
  shop: Shop,
  { toAssociate, toUpsert }: NonNullable<OrderInput["customer"]>,
  customerId: string | null | undefined,
): Outcome {
  const wanted = toAssociate?.id ?? customerId ?? toUpsert?.id;
  if (wanted) {
    const known = shop.customers.get(wanted);
    if (!known) return refused(["order", "customer"], "Customer does not exist");
    return { customer: toUpsert ? update(shop, known, toUpsert) : known };
  }
  const input = toUpsert ?? {};
  const byEmail = input.email ? shop.customers.all.find((one) => same(one.email, input.email)) : undefined;
  const byPhone = input.phone ? shop.customers.all.find((one) => same(one.phone, input.phone)) : undefined;
  if (byEmail && byPhone && byEmail !== byPhone) {
    return refused(["order", "customer", "toUpsert", "phone"], "Phone has already been taken");
  }
  const known = byEmail ?? byPhone;
  return { customer: known ? update(shop, known, input) : create(shop, input) };
}

function create(shop: Shop, input: CustomerUpsertInput): CustomerRecord {
  const now = shop.now();
  const customer: CustomerRecord = {
    id: shop.newId("Customer"),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    note: input.note ?? null,
    tags: sortedTags(input.tags ?? []),
    taxExempt: input.taxExempt ?? false,
    addresses: (input.addresses ?? []).map((address) => addressFrom(shop, address)),
    createdAt: now,
    updatedAt: now,
  };
  shop.customers.add(customer);
  return customer;
}

function update(shop: Shop, customer: CustomerRecord, input: CustomerUpsertInput): CustomerRecord {
  for (const key of ["firstName", "lastName", "email", "phone", "note"] as const)
    customer[key] = input[key] ?? customer[key];
  if (input.tags) customer.tags = sortedTags([...customer.tags, ...input.tags]);
  customer.updatedAt = shop.now();
  return customer;
}

const same = (a: string | null, b: string | null | undefined): boolean => a?.toLowerCase() === b?.toLowerCase();

const refused = (field: string[], message: string): Outcome => ({ errors: [{ field, message, code: "INVALID" }] });
