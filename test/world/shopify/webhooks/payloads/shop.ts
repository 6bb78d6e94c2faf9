import { gidNumber } from "../../gid";
import type { Shop } from "../../store/shop";
import { localTimestamp } from "../../time";

/** app/uninstalled carries the shop. */
export function shopPayload(shop: Shop): object {
  const { settings } = shop;
  const at = localTimestamp(shop.createdAt, settings.ianaTimezone);
  return {
    ...CONSTANT,
    id: gidNumber(shop.id),
    name: settings.name,
    email: `owner@${settings.domain}`,
    customer_email: `hello@${settings.domain}`,
    domain: settings.domain,
    myshopify_domain: settings.domain,
    primary_locale: settings.primaryLocale,
    created_at: at,
    updated_at: at,
    currency: settings.currencyCode,
    timezone: settings.ianaTimezone,
    iana_timezone: settings.ianaTimezone,
    taxes_included: settings.taxesIncluded,
    money_format: `{{amount}} ${settings.currencyCode}`,
    money_with_currency_format: `{{amount}} ${settings.currencyCode}`,
    money_in_emails_format: `{{amount}} ${settings.currencyCode}`,
    money_with_currency_in_emails_format: `{{amount}} ${settings.currencyCode}`,
    primary_location_id: gidNumber(shop.locations[0]?.id ?? shop.id),
    multi_location_enabled: shop.locations.length > 1,
    enabled_presentment_currencies: [settings.currencyCode],
  };
}

const CONSTANT = {
  province: "Amman",
  province_code: "AM",
  country: "JO",
  country_code: "JO",
  country_name: "Jordan",
  address1: "Rainbow Street 1",
  address2: null,
  city: "Amman",
  zip: "11118",
  phone: "+96265550100",
  latitude: 31.95,
  longitude: 35.93,
  source: null,
  shop_owner: "Sample Owner",
  weight_unit: "kg",
  auto_configure_tax_inclusivity: null,
  tax_shipping: null,
  county_taxes: null,
  plan_display_name: "Basic",
  plan_name: "basic",
  has_discounts: false,
  has_gift_cards: false,
  google_apps_domain: null,
  google_apps_login_enabled: null,
  eligible_for_payments: false,
  requires_extra_payments_agreement: false,
  password_enabled: false,
  has_storefront: true,
  finances: true,
  checkout_api_supported: true,
  setup_required: false,
  pre_launch_enabled: false,
  marketing_sms_consent_enabled_at_checkout: false,
  transactional_sms_disabled: false,
};
