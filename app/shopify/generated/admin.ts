// Made by scripts/codegen.mjs from app/shopify/documents; change those.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
/** Error codes for failed bulk operations. */
export type BulkOperationErrorCode =
  /**
   * The provided operation `query` returned access denied due to missing
   * [access scopes](https://shopify.dev/api/usage/access-scopes).
   * Review the requested object permissions and execute the query as a normal non-bulk GraphQL request to see more details.
   */
  | "ACCESS_DENIED"
  /**
   * The operation resulted in partial or incomplete data due to internal server errors during execution.
   * These errors might be intermittent, so you can try performing the same query again.
   */
  | "INTERNAL_SERVER_ERROR"
  /**
   * The operation resulted in partial or incomplete data due to query timeouts during execution.
   * In some cases, timeouts can be avoided by modifying your `query` to select fewer fields.
   */
  | "TIMEOUT";

/** The valid values for the status of a bulk operation. */
export type BulkOperationStatus =
  /** The bulk operation has been canceled. */
  | "CANCELED"
  /**
   * Cancelation has been initiated on the bulk operation. There may be a short delay from when a cancelation
   * starts until the operation is actually canceled.
   */
  | "CANCELING"
  /** The bulk operation has successfully completed. */
  | "COMPLETED"
  /** The bulk operation has been created. */
  | "CREATED"
  /** The bulk operation URL has expired. */
  | "EXPIRED"
  /**
   * The bulk operation has failed. For information on why the operation failed, use
   * [BulkOperation.errorCode](https://shopify.dev/api/admin-graphql/latest/enums/bulkoperationerrorcode).
   */
  | "FAILED"
  /** The bulk operation is running. */
  | "RUNNING";

/** Possible error codes that can be returned by `BulkOperationUserError`. */
export type BulkOperationUserErrorCode =
  /** The input value is invalid. */
  | "INVALID"
  /** Bulk operations limit reached. Please try again later. */
  | "LIMIT_REACHED"
  /** A bulk operation is already in progress. */
  | "OPERATION_IN_PROGRESS";

/** Possible error codes that can be returned by `BulkProductResourceFeedbackCreateUserError`. */
export type BulkProductResourceFeedbackCreateUserErrorCode =
  /** The input value is blank. */
  | "BLANK"
  /** The input value is invalid. */
  | "INVALID"
  /** The input value should be less than or equal to the maximum value allowed. */
  | "LESS_THAN_OR_EQUAL_TO"
  /**
   * The operation was attempted on too many feedback objects. The maximum number
   * of feedback objects that you can operate on is 50.
   */
  | "MAXIMUM_FEEDBACK_LIMIT_EXCEEDED"
  /** The channel was not found or does not belong to this app. */
  | "NOT_FOUND"
  /** The feedback for a later version of this resource was already accepted. */
  | "OUTDATED_FEEDBACK"
  /** The input value needs to be blank. */
  | "PRESENT"
  /** The product wasn't found or isn't available to the channel. */
  | "PRODUCT_NOT_FOUND";

/**
 * The code designating a country/region, which generally follows ISO 3166-1 alpha-2 guidelines.
 * If a territory doesn't have a country code value in the `CountryCode` enum, then it might be considered a subdivision
 * of another country. For example, the territories associated with Spain are represented by the country code `ES`,
 * and the territories associated with the United States of America are represented by the country code `US`.
 */
export type CountryCode =
  /** Ascension Island. */
  | "AC"
  /** Andorra. */
  | "AD"
  /** United Arab Emirates. */
  | "AE"
  /** Afghanistan. */
  | "AF"
  /** Antigua & Barbuda. */
  | "AG"
  /** Anguilla. */
  | "AI"
  /** Albania. */
  | "AL"
  /** Armenia. */
  | "AM"
  /** Netherlands Antilles. */
  | "AN"
  /** Angola. */
  | "AO"
  /** Argentina. */
  | "AR"
  /** Austria. */
  | "AT"
  /** Australia. */
  | "AU"
  /** Aruba. */
  | "AW"
  /** Åland Islands. */
  | "AX"
  /** Azerbaijan. */
  | "AZ"
  /** Bosnia & Herzegovina. */
  | "BA"
  /** Barbados. */
  | "BB"
  /** Bangladesh. */
  | "BD"
  /** Belgium. */
  | "BE"
  /** Burkina Faso. */
  | "BF"
  /** Bulgaria. */
  | "BG"
  /** Bahrain. */
  | "BH"
  /** Burundi. */
  | "BI"
  /** Benin. */
  | "BJ"
  /** St. Barthélemy. */
  | "BL"
  /** Bermuda. */
  | "BM"
  /** Brunei. */
  | "BN"
  /** Bolivia. */
  | "BO"
  /** Caribbean Netherlands. */
  | "BQ"
  /** Brazil. */
  | "BR"
  /** Bahamas. */
  | "BS"
  /** Bhutan. */
  | "BT"
  /** Bouvet Island. */
  | "BV"
  /** Botswana. */
  | "BW"
  /** Belarus. */
  | "BY"
  /** Belize. */
  | "BZ"
  /** Canada. */
  | "CA"
  /** Cocos (Keeling) Islands. */
  | "CC"
  /** Congo - Kinshasa. */
  | "CD"
  /** Central African Republic. */
  | "CF"
  /** Congo - Brazzaville. */
  | "CG"
  /** Switzerland. */
  | "CH"
  /** Côte d’Ivoire. */
  | "CI"
  /** Cook Islands. */
  | "CK"
  /** Chile. */
  | "CL"
  /** Cameroon. */
  | "CM"
  /** China. */
  | "CN"
  /** Colombia. */
  | "CO"
  /** Costa Rica. */
  | "CR"
  /** Cuba. */
  | "CU"
  /** Cape Verde. */
  | "CV"
  /** Curaçao. */
  | "CW"
  /** Christmas Island. */
  | "CX"
  /** Cyprus. */
  | "CY"
  /** Czechia. */
  | "CZ"
  /** Germany. */
  | "DE"
  /** Djibouti. */
  | "DJ"
  /** Denmark. */
  | "DK"
  /** Dominica. */
  | "DM"
  /** Dominican Republic. */
  | "DO"
  /** Algeria. */
  | "DZ"
  /** Ecuador. */
  | "EC"
  /** Estonia. */
  | "EE"
  /** Egypt. */
  | "EG"
  /** Western Sahara. */
  | "EH"
  /** Eritrea. */
  | "ER"
  /** Spain. */
  | "ES"
  /** Ethiopia. */
  | "ET"
  /** Finland. */
  | "FI"
  /** Fiji. */
  | "FJ"
  /** Falkland Islands. */
  | "FK"
  /** Faroe Islands. */
  | "FO"
  /** France. */
  | "FR"
  /** Gabon. */
  | "GA"
  /** United Kingdom. */
  | "GB"
  /** Grenada. */
  | "GD"
  /** Georgia. */
  | "GE"
  /** French Guiana. */
  | "GF"
  /** Guernsey. */
  | "GG"
  /** Ghana. */
  | "GH"
  /** Gibraltar. */
  | "GI"
  /** Greenland. */
  | "GL"
  /** Gambia. */
  | "GM"
  /** Guinea. */
  | "GN"
  /** Guadeloupe. */
  | "GP"
  /** Equatorial Guinea. */
  | "GQ"
  /** Greece. */
  | "GR"
  /** South Georgia & South Sandwich Islands. */
  | "GS"
  /** Guatemala. */
  | "GT"
  /** Guinea-Bissau. */
  | "GW"
  /** Guyana. */
  | "GY"
  /** Hong Kong SAR. */
  | "HK"
  /** Heard & McDonald Islands. */
  | "HM"
  /** Honduras. */
  | "HN"
  /** Croatia. */
  | "HR"
  /** Haiti. */
  | "HT"
  /** Hungary. */
  | "HU"
  /** Indonesia. */
  | "ID"
  /** Ireland. */
  | "IE"
  /** Israel. */
  | "IL"
  /** Isle of Man. */
  | "IM"
  /** India. */
  | "IN"
  /** British Indian Ocean Territory. */
  | "IO"
  /** Iraq. */
  | "IQ"
  /** Iran. */
  | "IR"
  /** Iceland. */
  | "IS"
  /** Italy. */
  | "IT"
  /** Jersey. */
  | "JE"
  /** Jamaica. */
  | "JM"
  /** Jordan. */
  | "JO"
  /** Japan. */
  | "JP"
  /** Kenya. */
  | "KE"
  /** Kyrgyzstan. */
  | "KG"
  /** Cambodia. */
  | "KH"
  /** Kiribati. */
  | "KI"
  /** Comoros. */
  | "KM"
  /** St. Kitts & Nevis. */
  | "KN"
  /** North Korea. */
  | "KP"
  /** South Korea. */
  | "KR"
  /** Kuwait. */
  | "KW"
  /** Cayman Islands. */
  | "KY"
  /** Kazakhstan. */
  | "KZ"
  /** Laos. */
  | "LA"
  /** Lebanon. */
  | "LB"
  /** St. Lucia. */
  | "LC"
  /** Liechtenstein. */
  | "LI"
  /** Sri Lanka. */
  | "LK"
  /** Liberia. */
  | "LR"
  /** Lesotho. */
  | "LS"
  /** Lithuania. */
  | "LT"
  /** Luxembourg. */
  | "LU"
  /** Latvia. */
  | "LV"
  /** Libya. */
  | "LY"
  /** Morocco. */
  | "MA"
  /** Monaco. */
  | "MC"
  /** Moldova. */
  | "MD"
  /** Montenegro. */
  | "ME"
  /** St. Martin. */
  | "MF"
  /** Madagascar. */
  | "MG"
  /** North Macedonia. */
  | "MK"
  /** Mali. */
  | "ML"
  /** Myanmar (Burma). */
  | "MM"
  /** Mongolia. */
  | "MN"
  /** Macao SAR. */
  | "MO"
  /** Martinique. */
  | "MQ"
  /** Mauritania. */
  | "MR"
  /** Montserrat. */
  | "MS"
  /** Malta. */
  | "MT"
  /** Mauritius. */
  | "MU"
  /** Maldives. */
  | "MV"
  /** Malawi. */
  | "MW"
  /** Mexico. */
  | "MX"
  /** Malaysia. */
  | "MY"
  /** Mozambique. */
  | "MZ"
  /** Namibia. */
  | "NA"
  /** New Caledonia. */
  | "NC"
  /** Niger. */
  | "NE"
  /** Norfolk Island. */
  | "NF"
  /** Nigeria. */
  | "NG"
  /** Nicaragua. */
  | "NI"
  /** Netherlands. */
  | "NL"
  /** Norway. */
  | "NO"
  /** Nepal. */
  | "NP"
  /** Nauru. */
  | "NR"
  /** Niue. */
  | "NU"
  /** New Zealand. */
  | "NZ"
  /** Oman. */
  | "OM"
  /** Panama. */
  | "PA"
  /** Peru. */
  | "PE"
  /** French Polynesia. */
  | "PF"
  /** Papua New Guinea. */
  | "PG"
  /** Philippines. */
  | "PH"
  /** Pakistan. */
  | "PK"
  /** Poland. */
  | "PL"
  /** St. Pierre & Miquelon. */
  | "PM"
  /** Pitcairn Islands. */
  | "PN"
  /** Palestinian Territories. */
  | "PS"
  /** Portugal. */
  | "PT"
  /** Paraguay. */
  | "PY"
  /** Qatar. */
  | "QA"
  /** Réunion. */
  | "RE"
  /** Romania. */
  | "RO"
  /** Serbia. */
  | "RS"
  /** Russia. */
  | "RU"
  /** Rwanda. */
  | "RW"
  /** Saudi Arabia. */
  | "SA"
  /** Solomon Islands. */
  | "SB"
  /** Seychelles. */
  | "SC"
  /** Sudan. */
  | "SD"
  /** Sweden. */
  | "SE"
  /** Singapore. */
  | "SG"
  /** St. Helena. */
  | "SH"
  /** Slovenia. */
  | "SI"
  /** Svalbard & Jan Mayen. */
  | "SJ"
  /** Slovakia. */
  | "SK"
  /** Sierra Leone. */
  | "SL"
  /** San Marino. */
  | "SM"
  /** Senegal. */
  | "SN"
  /** Somalia. */
  | "SO"
  /** Suriname. */
  | "SR"
  /** South Sudan. */
  | "SS"
  /** São Tomé & Príncipe. */
  | "ST"
  /** El Salvador. */
  | "SV"
  /** Sint Maarten. */
  | "SX"
  /** Syria. */
  | "SY"
  /** Eswatini. */
  | "SZ"
  /** Tristan da Cunha. */
  | "TA"
  /** Turks & Caicos Islands. */
  | "TC"
  /** Chad. */
  | "TD"
  /** French Southern Territories. */
  | "TF"
  /** Togo. */
  | "TG"
  /** Thailand. */
  | "TH"
  /** Tajikistan. */
  | "TJ"
  /** Tokelau. */
  | "TK"
  /** Timor-Leste. */
  | "TL"
  /** Turkmenistan. */
  | "TM"
  /** Tunisia. */
  | "TN"
  /** Tonga. */
  | "TO"
  /** Türkiye. */
  | "TR"
  /** Trinidad & Tobago. */
  | "TT"
  /** Tuvalu. */
  | "TV"
  /** Taiwan. */
  | "TW"
  /** Tanzania. */
  | "TZ"
  /** Ukraine. */
  | "UA"
  /** Uganda. */
  | "UG"
  /** U.S. Outlying Islands. */
  | "UM"
  /** United States. */
  | "US"
  /** Uruguay. */
  | "UY"
  /** Uzbekistan. */
  | "UZ"
  /** Vatican City. */
  | "VA"
  /** St. Vincent & Grenadines. */
  | "VC"
  /** Venezuela. */
  | "VE"
  /** British Virgin Islands. */
  | "VG"
  /** Vietnam. */
  | "VN"
  /** Vanuatu. */
  | "VU"
  /** Wallis & Futuna. */
  | "WF"
  /** Samoa. */
  | "WS"
  /** Kosovo. */
  | "XK"
  /** Yemen. */
  | "YE"
  /** Mayotte. */
  | "YT"
  /** South Africa. */
  | "ZA"
  /** Zambia. */
  | "ZM"
  /** Zimbabwe. */
  | "ZW"
  /** Unknown Region. */
  | "ZZ";

/**
 * The currency codes that represent the world currencies throughout the Admin API. Currency codes include
 * [standard ISO 4217 codes](https://en.wikipedia.org/wiki/ISO_4217), legacy codes, non-standard codes,
 * digital currency codes.
 */
export type CurrencyCode =
  /** United Arab Emirates Dirham (AED). */
  | "AED"
  /** Afghan Afghani (AFN). */
  | "AFN"
  /** Albanian Lek (ALL). */
  | "ALL"
  /** Armenian Dram (AMD). */
  | "AMD"
  /** Netherlands Antillean Guilder. */
  | "ANG"
  /** Angolan Kwanza (AOA). */
  | "AOA"
  /** Argentine Pesos (ARS). */
  | "ARS"
  /** Australian Dollars (AUD). */
  | "AUD"
  /** Aruban Florin (AWG). */
  | "AWG"
  /** Azerbaijani Manat (AZN). */
  | "AZN"
  /** Bosnia and Herzegovina Convertible Mark (BAM). */
  | "BAM"
  /** Barbadian Dollar (BBD). */
  | "BBD"
  /** Bangladesh Taka (BDT). */
  | "BDT"
  /** Bulgarian Lev (BGN). */
  | "BGN"
  /** Bahraini Dinar (BHD). */
  | "BHD"
  /** Burundian Franc (BIF). */
  | "BIF"
  /** Bermudian Dollar (BMD). */
  | "BMD"
  /** Brunei Dollar (BND). */
  | "BND"
  /** Bolivian Boliviano (BOB). */
  | "BOB"
  /** Brazilian Real (BRL). */
  | "BRL"
  /** Bahamian Dollar (BSD). */
  | "BSD"
  /** Bhutanese Ngultrum (BTN). */
  | "BTN"
  /** Botswana Pula (BWP). */
  | "BWP"
  /** Belarusian Ruble (BYN). */
  | "BYN"
  /** Belarusian Ruble (BYR). */
  | "BYR"
  /** Belize Dollar (BZD). */
  | "BZD"
  /** Canadian Dollars (CAD). */
  | "CAD"
  /** Congolese franc (CDF). */
  | "CDF"
  /** Swiss Francs (CHF). */
  | "CHF"
  /** Chilean Peso (CLP). */
  | "CLP"
  /** Chinese Yuan Renminbi (CNY). */
  | "CNY"
  /** Colombian Peso (COP). */
  | "COP"
  /** Costa Rican Colones (CRC). */
  | "CRC"
  /** Cape Verdean escudo (CVE). */
  | "CVE"
  /** Czech Koruny (CZK). */
  | "CZK"
  /** Djiboutian Franc (DJF). */
  | "DJF"
  /** Danish Kroner (DKK). */
  | "DKK"
  /** Dominican Peso (DOP). */
  | "DOP"
  /** Algerian Dinar (DZD). */
  | "DZD"
  /** Egyptian Pound (EGP). */
  | "EGP"
  /** Eritrean Nakfa (ERN). */
  | "ERN"
  /** Ethiopian Birr (ETB). */
  | "ETB"
  /** Euro (EUR). */
  | "EUR"
  /** Fijian Dollars (FJD). */
  | "FJD"
  /** Falkland Islands Pounds (FKP). */
  | "FKP"
  /** United Kingdom Pounds (GBP). */
  | "GBP"
  /** Georgian Lari (GEL). */
  | "GEL"
  /** Ghanaian Cedi (GHS). */
  | "GHS"
  /** Gibraltar Pounds (GIP). */
  | "GIP"
  /** Gambian Dalasi (GMD). */
  | "GMD"
  /** Guinean Franc (GNF). */
  | "GNF"
  /** Guatemalan Quetzal (GTQ). */
  | "GTQ"
  /** Guyanese Dollar (GYD). */
  | "GYD"
  /** Hong Kong Dollars (HKD). */
  | "HKD"
  /** Honduran Lempira (HNL). */
  | "HNL"
  /** Croatian Kuna (HRK). */
  | "HRK"
  /** Haitian Gourde (HTG). */
  | "HTG"
  /** Hungarian Forint (HUF). */
  | "HUF"
  /** Indonesian Rupiah (IDR). */
  | "IDR"
  /** Israeli New Shekel (NIS). */
  | "ILS"
  /** Indian Rupees (INR). */
  | "INR"
  /** Iraqi Dinar (IQD). */
  | "IQD"
  /** Iranian Rial (IRR). */
  | "IRR"
  /** Icelandic Kronur (ISK). */
  | "ISK"
  /** Jersey Pound. */
  | "JEP"
  /** Jamaican Dollars (JMD). */
  | "JMD"
  /** Jordanian Dinar (JOD). */
  | "JOD"
  /** Japanese Yen (JPY). */
  | "JPY"
  /** Kenyan Shilling (KES). */
  | "KES"
  /** Kyrgyzstani Som (KGS). */
  | "KGS"
  /** Cambodian Riel. */
  | "KHR"
  /** Kiribati Dollar (KID). */
  | "KID"
  /** Comorian Franc (KMF). */
  | "KMF"
  /** South Korean Won (KRW). */
  | "KRW"
  /** Kuwaiti Dinar (KWD). */
  | "KWD"
  /** Cayman Dollars (KYD). */
  | "KYD"
  /** Kazakhstani Tenge (KZT). */
  | "KZT"
  /** Laotian Kip (LAK). */
  | "LAK"
  /** Lebanese Pounds (LBP). */
  | "LBP"
  /** Sri Lankan Rupees (LKR). */
  | "LKR"
  /** Liberian Dollar (LRD). */
  | "LRD"
  /** Lesotho Loti (LSL). */
  | "LSL"
  /** Lithuanian Litai (LTL). */
  | "LTL"
  /** Latvian Lati (LVL). */
  | "LVL"
  /** Libyan Dinar (LYD). */
  | "LYD"
  /** Moroccan Dirham. */
  | "MAD"
  /** Moldovan Leu (MDL). */
  | "MDL"
  /** Malagasy Ariary (MGA). */
  | "MGA"
  /** Macedonia Denar (MKD). */
  | "MKD"
  /** Burmese Kyat (MMK). */
  | "MMK"
  /** Mongolian Tugrik. */
  | "MNT"
  /** Macanese Pataca (MOP). */
  | "MOP"
  /** Mauritanian Ouguiya (MRU). */
  | "MRU"
  /** Mauritian Rupee (MUR). */
  | "MUR"
  /** Maldivian Rufiyaa (MVR). */
  | "MVR"
  /** Malawian Kwacha (MWK). */
  | "MWK"
  /** Mexican Pesos (MXN). */
  | "MXN"
  /** Malaysian Ringgits (MYR). */
  | "MYR"
  /** Mozambican Metical. */
  | "MZN"
  /** Namibian Dollar. */
  | "NAD"
  /** Nigerian Naira (NGN). */
  | "NGN"
  /** Nicaraguan Córdoba (NIO). */
  | "NIO"
  /** Norwegian Kroner (NOK). */
  | "NOK"
  /** Nepalese Rupee (NPR). */
  | "NPR"
  /** New Zealand Dollars (NZD). */
  | "NZD"
  /** Omani Rial (OMR). */
  | "OMR"
  /** Panamian Balboa (PAB). */
  | "PAB"
  /** Peruvian Nuevo Sol (PEN). */
  | "PEN"
  /** Papua New Guinean Kina (PGK). */
  | "PGK"
  /** Philippine Peso (PHP). */
  | "PHP"
  /** Pakistani Rupee (PKR). */
  | "PKR"
  /** Polish Zlotych (PLN). */
  | "PLN"
  /** Paraguayan Guarani (PYG). */
  | "PYG"
  /** Qatari Rial (QAR). */
  | "QAR"
  /** Romanian Lei (RON). */
  | "RON"
  /** Serbian dinar (RSD). */
  | "RSD"
  /** Russian Rubles (RUB). */
  | "RUB"
  /** Rwandan Franc (RWF). */
  | "RWF"
  /** Saudi Riyal (SAR). */
  | "SAR"
  /** Solomon Islands Dollar (SBD). */
  | "SBD"
  /** Seychellois Rupee (SCR). */
  | "SCR"
  /** Sudanese Pound (SDG). */
  | "SDG"
  /** Swedish Kronor (SEK). */
  | "SEK"
  /** Singapore Dollars (SGD). */
  | "SGD"
  /** Saint Helena Pounds (SHP). */
  | "SHP"
  /** Sierra Leonean Leone (SLL). */
  | "SLL"
  /** Somali Shilling (SOS). */
  | "SOS"
  /** Surinamese Dollar (SRD). */
  | "SRD"
  /** South Sudanese Pound (SSP). */
  | "SSP"
  /** Sao Tome And Principe Dobra (STD). */
  | "STD"
  /** Sao Tome And Principe Dobra (STN). */
  | "STN"
  /** Syrian Pound (SYP). */
  | "SYP"
  /** Swazi Lilangeni (SZL). */
  | "SZL"
  /** Thai baht (THB). */
  | "THB"
  /** Tajikistani Somoni (TJS). */
  | "TJS"
  /** Turkmenistani Manat (TMT). */
  | "TMT"
  /** Tunisian Dinar (TND). */
  | "TND"
  /** Tongan Pa'anga (TOP). */
  | "TOP"
  /** Turkish Lira (TRY). */
  | "TRY"
  /** Trinidad and Tobago Dollars (TTD). */
  | "TTD"
  /** Taiwan Dollars (TWD). */
  | "TWD"
  /** Tanzanian Shilling (TZS). */
  | "TZS"
  /** Ukrainian Hryvnia (UAH). */
  | "UAH"
  /** Ugandan Shilling (UGX). */
  | "UGX"
  /** United States Dollars (USD). */
  | "USD"
  /** United States Dollars Coin (USDC). */
  | "USDC"
  /** Uruguayan Pesos (UYU). */
  | "UYU"
  /** Uzbekistan som (UZS). */
  | "UZS"
  /** Venezuelan Bolivares (VED). */
  | "VED"
  /** Venezuelan Bolivares (VEF). */
  | "VEF"
  /** Venezuelan Bolivares Soberanos (VES). */
  | "VES"
  /** Vietnamese đồng (VND). */
  | "VND"
  /** Vanuatu Vatu (VUV). */
  | "VUV"
  /** Samoan Tala (WST). */
  | "WST"
  /** Central African CFA Franc (XAF). */
  | "XAF"
  /** East Caribbean Dollar (XCD). */
  | "XCD"
  /** West African CFA franc (XOF). */
  | "XOF"
  /** CFP Franc (XPF). */
  | "XPF"
  /** Unrecognized currency. */
  | "XXX"
  /** Yemeni Rial (YER). */
  | "YER"
  /** South African Rand (ZAR). */
  | "ZAR"
  /** Zambian Kwacha (ZMW). */
  | "ZMW";

/** The input fields for identifying a customer. */
export type CustomerIdentifierInput =
  | {
      /** The [custom ID](https://shopify.dev/docs/apps/build/custom-data/metafields/working-with-custom-ids) of the customer. */
      customId: UniqueMetafieldValueInput;
      emailAddress?: never;
      id?: never;
      phoneNumber?: never;
    }
  | {
      customId?: never; /** The email address of the customer. */
      emailAddress: string;
      id?: never;
      phoneNumber?: never;
    }
  | { customId?: never; emailAddress?: never; /** The ID of the customer. */ id: string; phoneNumber?: never }
  | {
      customId?: never;
      emailAddress?: never;
      id?: never; /** The phone number of the customer. */
      phoneNumber: string;
    };

/** The display status of a fulfillment. */
export type FulfillmentDisplayStatus =
  /** Displayed as **Attempted delivery**. */
  | "ATTEMPTED_DELIVERY"
  /** Displayed as **Canceled**. */
  | "CANCELED"
  /** Displayed as **Picked up by carrier**. */
  | "CARRIER_PICKED_UP"
  /** Displayed as **Confirmed**. */
  | "CONFIRMED"
  /** Displayed as **Delayed**. */
  | "DELAYED"
  /** Displayed as **Delivered**. */
  | "DELIVERED"
  /** Displayed as **Failure**. */
  | "FAILURE"
  /** Displayed as **Fulfilled**. */
  | "FULFILLED"
  /** Displayed as **In transit**. */
  | "IN_TRANSIT"
  /** Displayed as **Label printed**. */
  | "LABEL_PRINTED"
  /** Displayed as **Label purchased**. */
  | "LABEL_PURCHASED"
  /** Displayed as **Label voided**. */
  | "LABEL_VOIDED"
  /** Displayed as **Marked as fulfilled**. */
  | "MARKED_AS_FULFILLED"
  /** Displayed as **Not delivered**. */
  | "NOT_DELIVERED"
  /** Displayed as **Out for delivery**. */
  | "OUT_FOR_DELIVERY"
  /** Displayed as **Picked up**. */
  | "PICKED_UP"
  /** Displayed as **Ready for pickup**. */
  | "READY_FOR_PICKUP"
  /** Displayed as **Submitted**. */
  | "SUBMITTED";

/** The status that describes a fulfillment or delivery event. */
export type FulfillmentEventStatus =
  /** A delivery was attempted. */
  | "ATTEMPTED_DELIVERY"
  /** The fulfillment has been picked up by the carrier. */
  | "CARRIER_PICKED_UP"
  /** The fulfillment is confirmed. This is the default value when no other information is available. */
  | "CONFIRMED"
  /** The fulfillment is delayed. */
  | "DELAYED"
  /** The fulfillment was successfully delivered. */
  | "DELIVERED"
  /** The fulfillment request failed. */
  | "FAILURE"
  /** The fulfillment is in transit. */
  | "IN_TRANSIT"
  /** A purchased shipping label has been printed. */
  | "LABEL_PRINTED"
  /** A shipping label has been purchased. */
  | "LABEL_PURCHASED"
  /** The fulfillment is out for delivery. */
  | "OUT_FOR_DELIVERY"
  /** The fulfillment is ready to be picked up. */
  | "READY_FOR_PICKUP";

/**
 * The input fields used to include the address at which the fulfillment occurred.
 * This input object is intended for tax purposes, as a full address is required
 * for tax providers to accurately calculate taxes. Typically this is the address
 * of the warehouse or fulfillment center. To retrieve a fulfillment location's
 * address, use the `assignedLocation` field on the
 * [`FulfillmentOrder`](/docs/api/admin-graphql/latest/objects/FulfillmentOrder)
 * object instead.
 */
export type FulfillmentOriginAddressInput = {
  /** The street address of the fulfillment location. */
  address1?: string | null | undefined;
  /** The second line of the address. Typically the number of the apartment, suite, or unit. */
  address2?: string | null | undefined;
  /** The city in which the fulfillment location is located. */
  city?: string | null | undefined;
  /** The country of the fulfillment location. */
  countryCode: string;
  /** The province of the fulfillment location. */
  provinceCode?: string | null | undefined;
  /** The zip code of the fulfillment location. */
  zip?: string | null | undefined;
};

/** The status of a fulfillment. */
export type FulfillmentStatus =
  /** The fulfillment was canceled. */
  | "CANCELLED"
  /** There was an error with the fulfillment request. */
  | "ERROR"
  /** The fulfillment request failed. */
  | "FAILURE"
  /** The third-party fulfillment service has acknowledged the fulfillment and is processing it. */
  | "OPEN"
  /**
   * Shopify has created the fulfillment and is waiting for the third-party
   * fulfillment service to transition it to `open` or `success`.
   */
  | "PENDING"
  /** The fulfillment was completed successfully. */
  | "SUCCESS";

/** The input fields to create or update a mailing address. */
export type MailingAddressInput = {
  /** The first line of the address. Typically the street address or PO Box number. */
  address1?: string | null | undefined;
  /** The second line of the address. Typically the number of the apartment, suite, or unit. */
  address2?: string | null | undefined;
  /** The name of the city, district, village, or town. */
  city?: string | null | undefined;
  /** The name of the customer's company or organization. */
  company?: string | null | undefined;
  /**
   * The name of the country.
   * @deprecated Use `countryCode` instead.
   */
  country?: string | null | undefined;
  /** The two-letter code for the country of the address. */
  countryCode?: CountryCode | null | undefined;
  /** The first name of the customer. */
  firstName?: string | null | undefined;
  /** @deprecated Not needed for 90% of mutations, and provided separately where it is needed. */
  id?: string | null | undefined;
  /** The last name of the customer. */
  lastName?: string | null | undefined;
  /**
   * A unique phone number for the customer.
   *
   * Formatted using E.164 standard. For example, _+16135551111_.
   */
  phone?: string | null | undefined;
  /**
   * The region of the address, such as the province, state, or district.
   * @deprecated Use `provinceCode` instead.
   */
  province?: string | null | undefined;
  /**
   * The code for the region of the address, such as the province, state, or district.
   * For example QC for Quebec, Canada.
   */
  provinceCode?: string | null | undefined;
  /** The zip or postal code of the address. */
  zip?: string | null | undefined;
};

/** The input fields that set access permissions for the definition's metafields. */
export type MetafieldAccessInput = {
  /** The access permitted on the Admin API. */
  admin?: MetafieldAdminAccessInput | null | undefined;
  /** The access permitted on the Customer Account API. */
  customerAccount?: MetafieldCustomerAccountAccessInput | null | undefined;
  /** The access permitted on the Storefront API. */
  storefront?: MetafieldStorefrontAccessInput | null | undefined;
};

/** Metafield access permissions for the Admin API. */
export type MetafieldAdminAccessInput =
  /** The merchant has read-only access. No other apps have access. */
  | "MERCHANT_READ"
  /** The merchant has read and write access. No other apps have access. */
  | "MERCHANT_READ_WRITE";

/** The input fields for enabling and disabling the admin filterable capability. */
export type MetafieldCapabilityAdminFilterableInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/** The input fields for the analytics queryable capability. */
export type MetafieldCapabilityAnalyticsQueryableInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/**
 * The input fields for enabling or disabling the "Cart to order copyable" capability.
 * This capability is only available for order metafield definitions.
 *
 * When enabled, the value from a cart metafield is automatically copied to the corresponding
 * order metafield when an order is created. The namespace and key must match between the cart and order metafields.
 */
export type MetafieldCapabilityCartToOrderCopyableInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/** The input fields for creating a metafield capability. */
export type MetafieldCapabilityCreateInput = {
  /** The input for updating the admin filterable capability. */
  adminFilterable?: MetafieldCapabilityAdminFilterableInput | null | undefined;
  /** The input for the analytics queryable capability. */
  analyticsQueryable?: MetafieldCapabilityAnalyticsQueryableInput | null | undefined;
  /** The input for updating the cart to order copyable capability. */
  cartToOrderCopyable?: MetafieldCapabilityCartToOrderCopyableInput | null | undefined;
  /** The input for updating the smart collection condition capability. */
  smartCollectionCondition?: MetafieldCapabilitySmartCollectionConditionInput | null | undefined;
  /** The input for updating the unique values capability. */
  uniqueValues?: MetafieldCapabilityUniqueValuesInput | null | undefined;
};

/** The input fields for enabling and disabling the smart collection condition capability. */
export type MetafieldCapabilitySmartCollectionConditionInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/** The input fields for enabling and disabling the unique values capability. */
export type MetafieldCapabilityUniqueValuesInput = {
  /** Indicates whether the capability should be enabled or disabled. */
  enabled: boolean;
};

/** Metafield access permissions for the Customer Account API. */
export type MetafieldCustomerAccountAccessInput =
  /** No access. */
  | "NONE"
  /** Read-only access. */
  | "READ"
  /** Read and write access. */
  | "READ_WRITE";

/**
 * The input fields required to create metafield definition [constraints](https://shopify.dev/apps/build/custom-data/metafields/conditional-metafield-definitions).
 * Each constraint applies a metafield definition to a subtype of a resource.
 */
export type MetafieldDefinitionConstraintsInput = {
  /** The category of resource subtypes that the definition applies to. */
  key: string;
  /** The specific constraint subtype values that the definition applies to. */
  values: Array<string>;
};

/** Possible error codes that can be returned by `MetafieldDefinitionCreateUserError`. */
export type MetafieldDefinitionCreateUserErrorCode =
  /** Admin access can only be specified for app-owned metafield definitions. */
  | "ADMIN_ACCESS_INPUT_NOT_ALLOWED"
  /** The input value is blank. */
  | "BLANK"
  /** A capability is required for the definition type but is disabled. */
  | "CAPABILITY_REQUIRED_BUT_DISABLED"
  /** A duplicate option. */
  | "DUPLICATE_OPTION"
  /** The input value isn't included in the list. */
  | "INCLUSION"
  /** The input value is invalid. */
  | "INVALID"
  /** The metafield definition capability is invalid. */
  | "INVALID_CAPABILITY"
  /** A field contains an invalid character. */
  | "INVALID_CHARACTER"
  /** The metafield definition constraints are invalid. */
  | "INVALID_CONSTRAINTS"
  /** The input combination is invalid. */
  | "INVALID_INPUT_COMBINATION"
  /** An invalid option. */
  | "INVALID_OPTION"
  /** The maximum limit of definitions per owner type has exceeded. */
  | "LIMIT_EXCEEDED"
  /** You have reached the maximum allowed definitions for automated collections. */
  | "OWNER_TYPE_LIMIT_EXCEEDED_FOR_AUTOMATED_COLLECTIONS"
  /** You have reached the maximum allowed definitions to be used as admin filters. */
  | "OWNER_TYPE_LIMIT_EXCEEDED_FOR_USE_AS_ADMIN_FILTERS"
  /** The pinned limit has been reached for the owner type. */
  | "PINNED_LIMIT_REACHED"
  /** The input value needs to be blank. */
  | "PRESENT"
  /** This namespace and key combination is reserved for standard definitions. */
  | "RESERVED_NAMESPACE_KEY"
  /** The definition limit per owner type has exceeded. */
  | "RESOURCE_TYPE_LIMIT_EXCEEDED"
  /** The definition limit per owner type for the app has exceeded. */
  | "RESOURCE_TYPE_LIMIT_EXCEEDED_BY_APP"
  /** The input value is already taken. */
  | "TAKEN"
  /** The input value is too long. */
  | "TOO_LONG"
  /** The input value is too short. */
  | "TOO_SHORT"
  /** The definition type is not eligible to be used as collection condition. */
  | "TYPE_NOT_ALLOWED_FOR_CONDITIONS"
  /** This namespace and key combination is already in use for a set of your metafields. */
  | "UNSTRUCTURED_ALREADY_EXISTS"
  /** The metafield definition does not support pinning. */
  | "UNSUPPORTED_PINNING";

/** The input fields required to create a metafield definition. */
export type MetafieldDefinitionInput = {
  /** The access settings that apply to each of the metafields that belong to the metafield definition. */
  access?: MetafieldAccessInput | null | undefined;
  /** The capabilities of the metafield definition. */
  capabilities?: MetafieldCapabilityCreateInput | null | undefined;
  /**
   * The [constraints](https://shopify.dev/apps/build/custom-data/metafields/conditional-metafield-definitions)
   * that determine what resources a metafield definition applies to.
   */
  constraints?: MetafieldDefinitionConstraintsInput | null | undefined;
  /** The description for the metafield definition. */
  description?: string | null | undefined;
  /**
   * The unique identifier for the metafield definition within its namespace.
   *
   * Must be 2-64 characters long and only contain alphanumeric, hyphen, and underscore characters.
   */
  key: string;
  /** The human-readable name for the metafield definition. */
  name: string;
  /**
   * The container for a group of metafields that the metafield definition will be associated with. If omitted, the
   * app-reserved namespace will be used.
   *
   * Must be 3-255 characters long and only contain alphanumeric, hyphen, and underscore characters.
   */
  namespace?: string | null | undefined;
  /** The resource type that the metafield definition is attached to. */
  ownerType: MetafieldOwnerType;
  /**
   * Whether to [pin](https://help.shopify.com/manual/custom-data/metafields/pinning-metafield-definitions)
   * the metafield definition.
   */
  pin?: boolean | null | undefined;
  /**
   * The type of data that each of the metafields that belong to the metafield definition will store.
   * Refer to the list of [supported types](https://shopify.dev/apps/metafields/types).
   */
  type: string;
  /**
   * Whether the metafield definition can be used as a collection condition.
   * @deprecated Use `smartCollectionCondition` instead.
   */
  useAsCollectionCondition?: boolean | null | undefined;
  /**
   * A list of [validation options](https://shopify.dev/apps/metafields/definitions/validation) for
   * the metafields that belong to the metafield definition. For example, for a metafield definition with the
   * type `date`, you can set a minimum date validation so that each of the metafields that belong to it can only
   * store dates after the specified minimum.
   */
  validations?: Array<MetafieldDefinitionValidationInput> | null | undefined;
};

/**
 * The name and value for a metafield definition validation.
 *
 * For example, for a metafield definition of `single_line_text_field` type, you
 * can set a validation with the name `min` and a value of `10`.
 * This validation will ensure that the value of the metafield is at least 10 characters.
 *
 * Refer to the [list of supported validations](https://shopify.dev/apps/build/custom-data/metafields/list-of-validation-options).
 */
export type MetafieldDefinitionValidationInput = {
  /** The name for the metafield definition validation. */
  name: string;
  /** The value for the metafield definition validation. */
  value: string;
};

/**
 * The input fields to use to create or update a metafield through a mutation on the owning resource.
 * An alternative way to create or update a metafield is by using the
 * [metafieldsSet](https://shopify.dev/api/admin-graphql/latest/mutations/metafieldsSet) mutation.
 */
export type MetafieldInput = {
  /** The unique ID of the metafield. Using `namespace` and `key` is preferred for creating and updating. */
  id?: string | null | undefined;
  /**
   * The unique identifier for a metafield within its namespace.
   *
   * Required when creating a metafield, but optional when updating. Used to help identify the metafield when
   * updating, but can't be updated itself.
   *
   * Must be 2-64 characters long and can contain alphanumeric, hyphen, and underscore characters.
   */
  key?: string | null | undefined;
  /**
   * The container for a group of metafields that the metafield is or will be associated with. Used in tandem with
   * `key` to lookup a metafield on a resource, preventing conflicts with other metafields with the same `key`.
   *
   * Required when creating a metafield, but optional when updating. Used to help identify the metafield when
   * updating, but can't be updated itself.
   *
   * Must be 3-255 characters long and can contain alphanumeric, hyphen, and underscore characters.
   */
  namespace?: string | null | undefined;
  /**
   * The type of data that's stored in the metafield.
   * Refer to the list of [supported types](https://shopify.dev/apps/metafields/types).
   *
   * Required when creating or updating a metafield without a definition.
   */
  type?: string | null | undefined;
  /** The data stored in the metafield. Always stored as a string, regardless of the metafield's type. */
  value?: string | null | undefined;
};

/** Possible types of a metafield's owner resource. */
export type MetafieldOwnerType =
  /** The Api Permission metafield owner type. */
  | "API_PERMISSION"
  /** The Article metafield owner type. */
  | "ARTICLE"
  /** The Blog metafield owner type. */
  | "BLOG"
  /** The Cart Transform metafield owner type. */
  | "CARTTRANSFORM"
  /** The Collection metafield owner type. */
  | "COLLECTION"
  /** The Company metafield owner type. */
  | "COMPANY"
  /** The Company Location metafield owner type. */
  | "COMPANY_LOCATION"
  /** The Customer metafield owner type. */
  | "CUSTOMER"
  /** The Delivery Customization metafield owner type. */
  | "DELIVERY_CUSTOMIZATION"
  /** The Discount metafield owner type. */
  | "DISCOUNT"
  /** The draft order metafield owner type. */
  | "DRAFTORDER"
  /** The Fulfillment Constraint Rule metafield owner type. */
  | "FULFILLMENT_CONSTRAINT_RULE"
  /** The GiftCardTransaction metafield owner type. */
  | "GIFT_CARD_TRANSACTION"
  /** The Location metafield owner type. */
  | "LOCATION"
  /** The Market metafield owner type. */
  | "MARKET"
  /** The Media Image metafield owner type. */
  | "MEDIA_IMAGE"
  /** The Order metafield owner type. */
  | "ORDER"
  /** The Order Routing Location Rule metafield owner type. */
  | "ORDER_ROUTING_LOCATION_RULE"
  /** The Page metafield owner type. */
  | "PAGE"
  /** The Payment Customization metafield owner type. */
  | "PAYMENT_CUSTOMIZATION"
  /** The Product metafield owner type. */
  | "PRODUCT"
  /** The Product Variant metafield owner type. */
  | "PRODUCTVARIANT"
  /** The Selling Plan metafield owner type. */
  | "SELLING_PLAN"
  /** The Shop metafield owner type. */
  | "SHOP"
  /** The Transfer metafield owner type. */
  | "TRANSFER"
  /** The Validation metafield owner type. */
  | "VALIDATION";

/** Metafield access permissions for the Storefront API. */
export type MetafieldStorefrontAccessInput =
  /** No access. */
  | "NONE"
  /** Read-only access. */
  | "PUBLIC_READ";

/**
 * An input collection of monetary values in their respective currencies.
 * Represents an amount in the shop's currency and the amount as converted to the
 * customer's currency of choice (the presentment currency).
 */
export type MoneyBagInput = {
  /**
   * Amount in presentment currency. If this isn't given then we assume that the
   * presentment currency is the same as the shop's currency.
   */
  presentmentMoney?: MoneyInput | null | undefined;
  /** Amount in shop currency. */
  shopMoney: MoneyInput;
};

/** The input fields for a monetary value with currency. */
export type MoneyInput = {
  /** Decimal money amount. */
  amount: string;
  /** Currency of the money. */
  currencyCode: CurrencyCode;
};

/** Represents the reason for the order's cancellation. */
export type OrderCancelReason =
  /** The customer wanted to cancel the order. */
  | "CUSTOMER"
  /** Payment was declined. */
  | "DECLINED"
  /** The order was fraudulent. */
  | "FRAUD"
  /** There was insufficient inventory. */
  | "INVENTORY"
  /** The order was canceled for an unlisted reason. */
  | "OTHER"
  /** Staff made an error. */
  | "STAFF";

/** The input fields used to specify the refund method for an order cancellation. */
export type OrderCancelRefundMethodInput =
  | {
      /** Whether to refund to the original payment method. */
      originalPaymentMethodsRefund: boolean;
      storeCreditRefund?: never;
    }
  | {
      originalPaymentMethodsRefund?: never; /** Whether to refund to store credit. */
      storeCreditRefund: OrderCancelStoreCreditRefundInput;
    };

/** The input fields used to refund to store credit. */
export type OrderCancelStoreCreditRefundInput = {
  /** The expiration date of the store credit. */
  expiresAt?: string | null | undefined;
};

/** Possible error codes that can be returned by `OrderCancelUserError`. */
export type OrderCancelUserErrorCode =
  /** Unexpected internal error happened. */
  | "INTERNAL_ERROR"
  /** The input value is invalid. */
  | "INVALID"
  /** The record with the ID used as the input value couldn't be found. */
  | "NOT_FOUND"
  /** An order refund was requested but the user does not have the refund_orders permission. */
  | "NO_REFUND_PERMISSION"
  /** An order refund was requested but the user does not have the refund_to_store_credit permission. */
  | "NO_REFUND_TO_STORE_CREDIT_PERMISSION"
  /** A store credit order refund was requested but the order is a B2B order. */
  | "STORE_CREDIT_REFUND_B2B_NOT_SUPPORTED"
  /** A store credit order refund was requested but the expiration date is in the past. */
  | "STORE_CREDIT_REFUND_EXPIRATION_IN_PAST"
  /** A store credit order refund was requested but the order has no customer. */
  | "STORE_CREDIT_REFUND_MISSING_CUSTOMER";

/** The input fields for identifying an existing customer to associate with the order. */
export type OrderCreateAssociateCustomerAttributesInput = {
  /**
   * The email of the customer to associate to the order.
   *
   *               > Note:
   *               > If both this email input field and the email on `OrderCreateOrderInput` are provided, this field will
   *               > take precedence.
   */
  email?: string | null | undefined;
  /** The customer to associate to the order. */
  id?: string | null | undefined;
};

/** The input fields for a note attribute for an order. */
export type OrderCreateCustomAttributeInput = {
  /** The key or name of the custom attribute. */
  key: string;
  /** The value of the custom attribute. */
  value: string;
};

/** The input fields for creating a customer's mailing address. */
export type OrderCreateCustomerAddressInput = {
  /** The first line of the address. Typically the street address or PO Box number. */
  address1?: string | null | undefined;
  /** The second line of the address. Typically the number of the apartment, suite, or unit. */
  address2?: string | null | undefined;
  /** The name of the city, district, village, or town. */
  city?: string | null | undefined;
  /** The name of the customer's company or organization. */
  company?: string | null | undefined;
  /** The name of the country. */
  country?: string | null | undefined;
  /** The first name of the customer. */
  firstName?: string | null | undefined;
  /** The last name of the customer. */
  lastName?: string | null | undefined;
  /** A unique phone number for the customer. Formatted using E.164 standard. For example, _+16135551111_. */
  phone?: string | null | undefined;
  /** The region of the address, such as the province, state, or district. */
  province?: string | null | undefined;
  /** The zip or postal code of the address. */
  zip?: string | null | undefined;
};

/** The input fields for a customer to associate with an order. Allows creation of a new customer or specifying an existing one. */
export type OrderCreateCustomerInput =
  | {
      /** An existing customer to associate with the order, specified by ID. */
      toAssociate: OrderCreateAssociateCustomerAttributesInput;
      toUpsert?: never;
    }
  | {
      toAssociate?: never; /** A new customer to create or update and associate with the order. */
      toUpsert: OrderCreateUpsertCustomerAttributesInput;
    };

/** The input fields for a discount code to apply to an order. Only one type of discount can be applied to an order. */
export type OrderCreateDiscountCodeInput = {
  /** A free shipping discount code applied to the shipping on an order. */
  freeShippingDiscountCode?: OrderCreateFreeShippingDiscountCodeAttributesInput | null | undefined;
  /** A fixed amount discount code applied to the line items on the order. */
  itemFixedDiscountCode?: OrderCreateFixedDiscountCodeAttributesInput | null | undefined;
  /** A percentage discount code applied to the line items on the order. */
  itemPercentageDiscountCode?: OrderCreatePercentageDiscountCodeAttributesInput | null | undefined;
};

/** The status of payments associated with the order. Can only be set when the order is created. */
export type OrderCreateFinancialStatus =
  /** The payments have been authorized. */
  | "AUTHORIZED"
  /** The payments have been expired. */
  | "EXPIRED"
  /** The payments have been paid. */
  | "PAID"
  /** The order has been partially paid. */
  | "PARTIALLY_PAID"
  /** The payments have been partially refunded. */
  | "PARTIALLY_REFUNDED"
  /**
   * The payments are pending. Payment might fail in this state. Check again to
   * confirm whether the payments have been paid successfully.
   */
  | "PENDING"
  /** The payments have been refunded. */
  | "REFUNDED"
  /** The payments have been voided. */
  | "VOIDED";

/** The input fields for a fixed amount discount code to apply to an order. */
export type OrderCreateFixedDiscountCodeAttributesInput = {
  /** The amount that's deducted from the order total. When you create an order, this value is the monetary amount to deduct. */
  amountSet?: MoneyBagInput | null | undefined;
  /** The discount code that was entered at checkout. */
  code: string;
};

/** The input fields for a free shipping discount code to apply to an order. */
export type OrderCreateFreeShippingDiscountCodeAttributesInput = {
  /** The discount code that was entered at checkout. */
  code: string;
};

/** The input fields for a fulfillment to create for an order. */
export type OrderCreateFulfillmentInput = {
  /** The ID of the location to fulfill the order from. */
  locationId: string;
  /** Whether the customer should be notified of changes with the fulfillment. */
  notifyCustomer?: boolean | null | undefined;
  /** The address at which the fulfillment occurred. */
  originAddress?: FulfillmentOriginAddressInput | null | undefined;
  /** The status of the shipment. */
  shipmentStatus?: FulfillmentEventStatus | null | undefined;
  /**
   * The name of the tracking company.
   *
   * If you specify a tracking company name from
   * [the list](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentTrackingInfo#supported-tracking-companies),
   * Shopify will automatically build tracking URLs for all provided tracking numbers,
   * which will make the tracking numbers clickable in the interface.
   * The same tracking company will be applied to all tracking numbers specified.
   *
   * Additionally, for the tracking companies listed on the
   * [Shipping Carriers help page](https://help.shopify.com/manual/shipping/understanding-shipping/shipping-carriers#integrated-shipping-carriers)
   * Shopify will automatically update the fulfillment's `shipment_status` field during the fulfillment process.
   *
   * > Note:
   * > Send the tracking company name exactly as written in
   * > [the list](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentTrackingInfo#supported-tracking-companies)
   * > (capitalization matters).
   */
  trackingCompany?: string | null | undefined;
  /**
   * The tracking number of the fulfillment.
   *
   * The tracking number will be clickable in the interface if one of the following applies
   * (the highest in the list has the highest priority):
   *
   * * [Shopify-known tracking company name](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentTrackingInfo#supported-tracking-companies)
   *   specified in the `company` field.
   *   Shopify will build the tracking URL automatically based on the tracking number specified.
   * * The tracking number has a Shopify-known format.
   *   Shopify will guess the tracking provider and build the tracking url based on the tracking number format.
   *   Not all tracking carriers are supported, and multiple tracking carriers may use similarly formatted tracking numbers.
   *   This can result in an invalid tracking URL.
   */
  trackingNumber?: string | null | undefined;
  /**
   * The tracking numbers of the fulfillment, one or many.
   *
   * With multiple tracking numbers, you can provide tracking information
   * for all shipments associated with the fulfillment, if there are more than one.
   * For example, if you're shipping the items in an order in several boxes, each with its
   * own tracking number.
   *
   * > Note:
   * > If you provide the `trackingNumbers` field, you shouldn't provide the `trackingNumber` field.
   *
   * Tracking numbers will be clickable in the interface if one of the following applies
   * (the highest in the list has the highest priority):
   *
   * * [Shopify-known tracking company name](https://shopify.dev/api/admin-graphql/latest/objects/FulfillmentTrackingInfo#supported-tracking-companies)
   *   specified in the `trackingCompany` field.
   *   Shopify will build tracking URLs automatically for all tracking numbers specified.
   *   The same tracking company will be applied to all tracking numbers.
   * * Tracking numbers have a Shopify-known format.
   *   Shopify will guess tracking providers and build tracking URLs based on the tracking number formats.
   *   Not all tracking carriers are supported, and multiple tracking carriers may use similarly formatted tracking numbers.
   *   This can result in an invalid tracking URL.
   *   It is highly recommended that you send the tracking company.
   */
  trackingNumbers?: Array<string> | null | undefined;
};

/** The order's status in terms of fulfilled line items. */
export type OrderCreateFulfillmentStatus =
  /** Every line item in the order has been fulfilled. */
  | "FULFILLED"
  /** At least one line item in the order has been fulfilled. */
  | "PARTIAL"
  /** Every line item in the order has been restocked and the order canceled. */
  | "RESTOCKED";

/** The types of behavior to use when updating inventory. */
export type OrderCreateInputsInventoryBehavior =
  /** Do not claim inventory. */
  | "BYPASS"
  /** Ignore the product's inventory policy and claim inventory. */
  | "DECREMENT_IGNORING_POLICY"
  /** Follow the product's inventory policy and claim inventory, if possible. */
  | "DECREMENT_OBEYING_POLICY";

/** The input fields for a line item to create for an order. */
export type OrderCreateLineItemInput = {
  /**
   * The handle of a fulfillment service that stocks the product variant belonging to a line item.
   *
   *               This is a third-party fulfillment service in the following scenarios:
   *
   *               **Scenario 1**
   *               - The product variant is stocked by a single fulfillment service.
   *               - The
   * [FulfillmentService](/api/admin-graphql/latest/objects/FulfillmentService) is
   * a third-party fulfillment service. Third-party fulfillment services don't have
   * a handle with the value `manual`.
   *
   *               **Scenario 2**
   *               - Multiple fulfillment services stock the product variant.
   *               - The last time that the line item was unfulfilled, it was
   * awaiting fulfillment by a third-party fulfillment service. Third-party
   * fulfillment services don't have a handle with the value `manual`.
   *
   *               If none of the above conditions are met, then the fulfillment service has the `manual` handle.
   */
  fulfillmentService?: string | null | undefined;
  /** Whether the item is a gift card. If true, then the item is not taxed or considered for shipping charges. */
  giftCard?: boolean | null | undefined;
  /** The price of the item before discounts have been applied in the shop currency. */
  priceSet?: MoneyBagInput | null | undefined;
  /**
   * The ID of the product that the line item belongs to. Can be `null` if the
   * original product associated with the order is deleted at a later date.
   */
  productId?: string | null | undefined;
  /**
   * An array of custom information for the item that has been added to the cart.
   * Often used to provide product customization options.
   */
  properties?: Array<OrderCreateLineItemPropertyInput> | null | undefined;
  /** The number of items that were purchased. */
  quantity: number;
  /** Whether the item requires shipping. */
  requiresShipping?: boolean | null | undefined;
  /** The item's SKU (stock keeping unit). */
  sku?: string | null | undefined;
  /** A list of tax line objects, each of which details a tax applied to the item. */
  taxLines?: Array<OrderCreateTaxLineInput> | null | undefined;
  /** Whether the item was taxable. */
  taxable?: boolean | null | undefined;
  /** The title of the product. */
  title?: string | null | undefined;
  /**
   * The ID of the product variant. If both `productId` and `variantId` are
   * provided, then the product ID that corresponds to the `variantId` is used.
   */
  variantId?: string | null | undefined;
  /** The title of the product variant. */
  variantTitle?: string | null | undefined;
  /** The name of the item's supplier. */
  vendor?: string | null | undefined;
  /** The weight of the line item. This will take precedence over the weight of the product variant, if one was specified. */
  weight?: WeightInput | null | undefined;
};

/** The input fields for a line item property for an order. */
export type OrderCreateLineItemPropertyInput = {
  /** The name of the line item property. */
  name: string;
  /** The value of the line item property. */
  value: string;
};

/**
 * The input fields that define the strategies for updating inventory and
 * whether to send shipping and order confirmations to customers.
 */
export type OrderCreateOptionsInput = {
  /**
   * The strategy for handling updates to inventory: not claiming inventory, ignoring inventory policies,
   * or following policies when claiming inventory.
   */
  inventoryBehaviour?: OrderCreateInputsInventoryBehavior | null | undefined;
  /** Whether to send a shipping confirmation to the customer. */
  sendFulfillmentReceipt?: boolean | null | undefined;
  /** Whether to send an order confirmation to the customer. */
  sendReceipt?: boolean | null | undefined;
};

/** The input fields for creating an order. */
export type OrderCreateOrderInput = {
  /**
   * The mailing address associated with the payment method. This address is an optional field that won't be
   *                available on orders that don't require a payment method.
   *
   *               > Note:
   *               > If a customer is provided, this field or `shipping_address` (which has precedence) will be set as the
   *               > customer's default address. Additionally, if the provided customer is new or hasn't created an order yet
   *               > then their name will be set to the first/last name from this address (if provided).
   */
  billingAddress?: MailingAddressInput | null | undefined;
  /** Whether the customer consented to receive email updates from the shop. */
  buyerAcceptsMarketing?: boolean | null | undefined;
  /**
   * The date and time ([ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) format)
   * when the order was closed. Returns null if the order isn't closed.
   */
  closedAt?: string | null | undefined;
  /** The ID of the purchasing company's location for the order. */
  companyLocationId?: string | null | undefined;
  /** The shop-facing currency for the order. If not specified, then the shop's default currency is used. */
  currency?: CurrencyCode | null | undefined;
  /**
   * A list of extra information that's added to the order. Appears in the
   * **Additional details** section of an order details page.
   */
  customAttributes?: Array<OrderCreateCustomAttributeInput> | null | undefined;
  /** The customer to associate to the order. */
  customer?: OrderCreateCustomerInput | null | undefined;
  /**
   * The customer to associate to the order.
   * @deprecated This is replaced by the `customer` field in a future version.
   */
  customerId?: string | null | undefined;
  /** A discount code applied to the order. */
  discountCode?: OrderCreateDiscountCodeInput | null | undefined;
  /**
   * A new customer email address for the order.
   *
   *               > Note:
   *               > If a customer is provided, and no email is provided, the customer's email will be set to this field.
   */
  email?: string | null | undefined;
  /**
   * The financial status of the order. If not specified, then this will be derived
   * through the given transactions. Note that it's possible to specify a status
   * that doesn't match the given transactions and it will persist, but if an
   * operation later occurs on the order, the status may then be recalculated to
   * match the current state of transactions.
   */
  financialStatus?: OrderCreateFinancialStatus | null | undefined;
  /** The fulfillment to create for the order. This will apply to all line items. */
  fulfillment?: OrderCreateFulfillmentInput | null | undefined;
  /** The fulfillment status of the order. Will default to `unfulfilled` if not included. */
  fulfillmentStatus?: OrderCreateFulfillmentStatus | null | undefined;
  /** The line items to create for the order. */
  lineItems?: Array<OrderCreateLineItemInput> | null | undefined;
  /** A list of metafields to add to the order. */
  metafields?: Array<MetafieldInput> | null | undefined;
  /**
   * The order name, generated by combining the `order_number` property with the
   * order prefix and suffix that are set in the merchant's [general
   * settings](https://www.shopify.com/admin/settings/general). This is different
   * from the `id` property, which is the ID of the order used by the API. This
   * field can also be set by the API to be any string value.
   */
  name?: string | null | undefined;
  /** The new contents for the note associated with the order. */
  note?: string | null | undefined;
  /** A new customer phone number for the order. */
  phone?: string | null | undefined;
  /** The purchase order number associated to this order. */
  poNumber?: string | null | undefined;
  /**
   * The presentment currency that was used to display prices to the customer. This
   * must be specified if any presentment currencies are used in the order.
   */
  presentmentCurrency?: CurrencyCode | null | undefined;
  /**
   * The date and time ([ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) format)
   * when an order was processed. This value is the date that appears on your
   * orders and that's used in the analytic reports. If you're importing orders
   * from an app or another platform, then you can set processed_at to a date and
   * time in the past to match when the original order was created. As of API
   * version 2026-07, values in the future are clamped to the current time. In
   * earlier versions, future values return a `PROCESSED_AT_INVALID` error.
   */
  processedAt?: string | null | undefined;
  /** The website where the customer clicked a link to the shop. */
  referringSite?: string | null | undefined;
  /**
   * The mailing address to where the order will be shipped.
   *
   *               > Note:
   *               > If a customer is provided, this field (which has precedence) or `billing_address` will be set as the
   *               > customer's default address. Additionally, if the provided customer doesn't have a first or last name
   *               > then it will be set to the first/last name from this address (if provided).
   */
  shippingAddress?: MailingAddressInput | null | undefined;
  /** An array of objects, each of which details a shipping method used. */
  shippingLines?: Array<OrderCreateShippingLineInput> | null | undefined;
  /**
   * The ID of the order placed on the originating platform. This value doesn't
   * correspond to the Shopify ID that's generated from a completed draft.
   */
  sourceIdentifier?: string | null | undefined;
  /**
   * The source channel that the order is attributed to. Set this to the handle of
   * an order attribution definition configured for your sales channel app, such as
   * `youtube` or `channel:amazon-us`. To set up order attribution for your app,
   * follow the [order attribution
   * guide](https://shopify.dev/docs/apps/build/sales-channels/order-attribution).
   */
  sourceName?: string | null | undefined;
  /**
   * A valid URL to the original order on the originating surface. This URL is
   * displayed to merchants on the Order Details page. If the URL is invalid, then
   * it won't be displayed.
   */
  sourceUrl?: string | null | undefined;
  /** A comma separated list of tags that have been added to the draft order. */
  tags?: Array<string> | null | undefined;
  /**
   * An array of tax line objects, each of which details a tax applicable to the
   * order. When creating an order through the API, tax lines can be specified on
   * the order or the line items but not both. Tax lines specified on the order are
   * split across the _taxable_ line items in the created order.
   */
  taxLines?: Array<OrderCreateTaxLineInput> | null | undefined;
  /** Whether taxes are included in the order subtotal. */
  taxesIncluded?: boolean | null | undefined;
  /** Whether this is a test order. */
  test?: boolean | null | undefined;
  /** The payment transactions to create for the order. */
  transactions?: Array<OrderCreateOrderTransactionInput> | null | undefined;
  /** The ID of the user who processed the order, if applicable. */
  userId?: string | null | undefined;
};

/** The input fields for a transaction to create for an order. */
export type OrderCreateOrderTransactionInput = {
  /** The amount of the transaction. */
  amountSet: MoneyBagInput;
  /** The authorization code associated with the transaction. */
  authorizationCode?: string | null | undefined;
  /** The ID of the device used to process the transaction. */
  deviceId?: string | null | undefined;
  /** The name of the gateway the transaction was issued through. */
  gateway?: string | null | undefined;
  /** The ID of the gift card used for this transaction. */
  giftCardId?: string | null | undefined;
  /** The kind of transaction. */
  kind?: OrderTransactionKind | null | undefined;
  /** The ID of the location where the transaction was processed. */
  locationId?: string | null | undefined;
  /** The date and time when the transaction was processed. */
  processedAt?: string | null | undefined;
  /**
   * The transaction receipt that the payment gateway attaches to the transaction.
   * The value of this field depends on which payment gateway processed the transaction.
   */
  receiptJson?: unknown;
  /** The status of the transaction. */
  status?: OrderTransactionStatus | null | undefined;
  /** Whether the transaction is a test transaction. */
  test?: boolean | null | undefined;
  /** The ID of the user who processed the transaction. */
  userId?: string | null | undefined;
};

/** The input fields for a percentage discount code to apply to an order. */
export type OrderCreatePercentageDiscountCodeAttributesInput = {
  /** The discount code that was entered at checkout. */
  code: string;
  /** The amount that's deducted from the order total. When you create an order, this value is the percentage to deduct. */
  percentage?: number | null | undefined;
};

/** The input fields for a shipping line to create for an order. */
export type OrderCreateShippingLineInput = {
  /** A reference to the shipping method. */
  code?: string | null | undefined;
  /** The price of this shipping method in the shop currency. Can't be negative. */
  priceSet: MoneyBagInput;
  /** The source of the shipping method. */
  source?: string | null | undefined;
  /** A list of tax line objects, each of which details a tax applicable to this shipping line. */
  taxLines?: Array<OrderCreateTaxLineInput> | null | undefined;
  /** The title of the shipping method. */
  title: string;
};

/** The input fields for a tax line to create for an order. */
export type OrderCreateTaxLineInput = {
  /**
   * Whether the channel that submitted the tax line is liable for remitting. A
   * value of `null` indicates unknown liability for the tax line.
   */
  channelLiable?: boolean | null | undefined;
  /** The amount added to the order for this tax in shop and presentment currencies after discounts are applied. */
  priceSet?: MoneyBagInput | null | undefined;
  /** The proportion of the item price that the tax represents as a decimal. */
  rate: string;
  /** The name of the tax line to create. */
  title: string;
};

/**
 * The input fields for creating a new customer object or identifying an existing
 * customer to update & associate with the order.
 */
export type OrderCreateUpsertCustomerAttributesInput = {
  /** A list of addresses to associate with the customer. */
  addresses?: Array<OrderCreateCustomerAddressInput> | null | undefined;
  /**
   * The email address to update the customer with. If no `id` is provided, this is used to uniquely identify
   *                  the customer.
   *
   *                 > Note:
   *                 > If both this email input field and the email on `OrderCreateOrderInput` are provided, this field will
   *                 > take precedence.
   */
  email?: string | null | undefined;
  /** The first name of the customer. */
  firstName?: string | null | undefined;
  /** The id of the customer to associate to the order. */
  id?: string | null | undefined;
  /** The last name of the customer. */
  lastName?: string | null | undefined;
  /** A unique identifier for the customer that's used with [Multipass login](https://shopify.dev/api/multipass). */
  multipassIdentifier?: string | null | undefined;
  /** A note about the customer. */
  note?: string | null | undefined;
  /**
   * The unique phone number ([E.164 format](https://en.wikipedia.org/wiki/E.164)) for this customer.
   *                  Attempting to assign the same phone number to multiple customers returns an error. The property can be
   *                  set using different formats, but each format must represent a number that can be dialed from anywhere
   *                  in the world. The following formats are all valid:
   *                   - 6135551212
   *                   - +16135551212
   *                   - (613)555-1212
   *                   - +1 613-555-1212
   */
  phone?: string | null | undefined;
  /**
   * Tags that the shop owner has attached to the customer. A customer can have up
   * to 250 tags. Each tag can have up to 255 characters.
   */
  tags?: Array<string> | null | undefined;
  /**
   * Whether the customer is exempt from paying taxes on their order. If `true`,
   * then taxes won't be applied to an order at checkout. If `false`, then taxes
   * will be applied at checkout.
   */
  taxExempt?: boolean | null | undefined;
};

/** Possible error codes that can be returned by `OrderCreateUserError`. */
export type OrderCreateUserErrorCode =
  /** Indicates that the line item fulfillment service handle is invalid. */
  | "FULFILLMENT_SERVICE_INVALID"
  /** The input value is invalid. */
  | "INVALID"
  /** Indicates that the inventory claim failed during order creation. */
  | "INVENTORY_CLAIM_FAILED"
  /** Indicates that the processed_at field is invalid, such as when it references a future date. */
  | "PROCESSED_AT_INVALID"
  /** Indicates that both customer_id and customer were provided - only one is permitted. */
  | "REDUNDANT_CUSTOMER_FIELDS"
  /** Indicates that the shop is dormant and cannot create orders. */
  | "SHOP_DORMANT"
  /** Indicates that the tax line rate is missing - only enforced for LineItem or ShippingLine-level tax lines. */
  | "TAX_LINE_RATE_MISSING";

/** Represents the order's current financial status. */
export type OrderDisplayFinancialStatus =
  /**
   * Displayed as **Authorized**. The payment provider has validated the customer's
   * payment information. This status appears only for manual payment capture and
   * indicates payments should be captured before the authorization period expires.
   */
  | "AUTHORIZED"
  /**
   * Displayed as **Expired**. Payment wasn't captured before the payment
   * provider's deadline on an authorized order. Some payment providers use this
   * status to indicate failed payment processing.
   */
  | "EXPIRED"
  /** Displayed as **Paid**. Payment was automatically or manually captured, or the order was marked as paid. */
  | "PAID"
  /**
   * Displayed as **Partially paid**. A payment was manually captured for the order
   * with an amount less than the full order value.
   */
  | "PARTIALLY_PAID"
  /** Displayed as **Partially refunded**. The amount refunded to a customer is less than the full amount paid for an order. */
  | "PARTIALLY_REFUNDED"
  /**
   * Displayed as **Pending**. Orders have this status when the payment provider
   * needs time to complete the payment, or when manual payment methods are being used.
   */
  | "PENDING"
  /** Displayed as **Refunded**. The full amount paid for an order was refunded to the customer. */
  | "REFUNDED"
  /**
   * Displayed as **Voided**. An authorized but uncaptured payment was voided,
   * releasing the hold on the funds. This is the payment's financial status and is
   * distinct from the order's status: an order can remain open even when its
   * payment is voided.
   */
  | "VOIDED";

/** Represents the order's aggregated fulfillment status for display purposes. */
export type OrderDisplayFulfillmentStatus =
  /** Displayed as **Fulfilled**. All the items in the order have been fulfilled. */
  | "FULFILLED"
  /**
   * Displayed as **Not required** on the orders list and **Fulfillment not
   * required** in the order details header. The order has no items to be fulfilled.
   */
  | "FULFILLMENT_NOT_REQUIRED"
  /**
   * Displayed as **In progress**. All of the items in the order have had a request
   * for fulfillment sent to the fulfillment service or all of the items have been
   * marked as in progress.
   */
  | "IN_PROGRESS"
  /** Displayed as **On hold**. All of the unfulfilled items in this order are on hold. */
  | "ON_HOLD"
  /** Displayed as **Open**. None of the items in the order have been fulfilled. Replaced by "UNFULFILLED" status. */
  | "OPEN"
  /** Displayed as **Partially fulfilled**. Some of the items in the order have been fulfilled. */
  | "PARTIALLY_FULFILLED"
  /**
   * Displayed as **Pending fulfillment**. A request for fulfillment of some items
   * awaits a response from the fulfillment service. Replaced by the "IN_PROGRESS" status.
   */
  | "PENDING_FULFILLMENT"
  /**
   * Displayed as **Request declined**. Some of the items in the order have been
   * rejected for fulfillment by the fulfillment service.
   */
  | "REQUEST_DECLINED"
  /** Displayed as **Restocked**. All the items in the order have been restocked. Replaced by the "UNFULFILLED" status. */
  | "RESTOCKED"
  /** Displayed as **Scheduled**. All of the unfulfilled items in this order are scheduled for fulfillment at later time. */
  | "SCHEDULED"
  /** Displayed as **Unfulfilled**. None of the items in the order have been fulfilled. */
  | "UNFULFILLED";

/**
 * The order's aggregated return status that's used for display purposes.
 * An order might have multiple returns, so this field communicates the prioritized return status.
 * The `OrderReturnStatus` enum is a supported filter parameter in the [`orders` query](https://shopify.dev/api/admin-graphql/latest/queries/orders#:~:text=reference_location_id-,return_status,-risk_level).
 */
export type OrderReturnStatus =
  /** All return shipments from a return in this order were inspected. */
  | "INSPECTION_COMPLETE"
  /** Some items in the order are being returned. */
  | "IN_PROGRESS"
  /** No items in the order were returned. */
  | "NO_RETURN"
  /** Some items in the order were returned. */
  | "RETURNED"
  /** Some returns in the order were not completed successfully. */
  | "RETURN_FAILED"
  /** A return was requested for some items in the order. */
  | "RETURN_REQUESTED";

/** The different kinds of order transactions. */
export type OrderTransactionKind =
  /**
   * An amount reserved against the cardholder's funding source.
   * Money does not change hands until the authorization is captured.
   */
  | "AUTHORIZATION"
  /** A transfer of the money that was reserved by an authorization. */
  | "CAPTURE"
  /** The money returned to the customer when they've paid too much during a cash transaction. */
  | "CHANGE"
  /** An authorization for a payment taken with an EMV credit card reader. */
  | "EMV_AUTHORIZATION"
  /**
   * A partial or full return of captured funds to the cardholder.
   * A refund can happen only after a capture is processed.
   */
  | "REFUND"
  /** An authorization and capture performed together in a single step. */
  | "SALE"
  /** A suggested refund transaction that can be used to create a refund. */
  | "SUGGESTED_REFUND"
  /** A cancelation of an authorization transaction. */
  | "VOID";

/** The different states that an `OrderTransaction` can have. */
export type OrderTransactionStatus =
  /** Awaiting a response. */
  | "AWAITING_RESPONSE"
  /** There was an error while processing the transaction. */
  | "ERROR"
  /** The transaction failed. */
  | "FAILURE"
  /** The transaction is pending. */
  | "PENDING"
  /** The transaction succeeded. */
  | "SUCCESS"
  /** The transaction status is unknown. */
  | "UNKNOWN";

/** The input fields used to create a product feedback. */
export type ProductResourceFeedbackInput = {
  /**
   * The ID of the channel that the feedback is for. Used to scope feedback to a
   * specific sales channel when the app has multiple channels.
   */
  channelId?: string | null | undefined;
  /**
   * The date and time when the payload is constructed.
   * Used to help determine whether incoming feedback is outdated compared to
   * feedback already received, and if it should be ignored upon arrival.
   */
  feedbackGeneratedAt: string;
  /**
   * A concise set of copy strings to be displayed to merchants. Used to guide
   * merchants in resolving problems that your app encounters when trying to make
   * use of their products.
   * You can specify up to ten messages. Each message is limited to 100 characters.
   */
  messages?: Array<string> | null | undefined;
  /** The ID of the product that the feedback was created on. */
  productId: string;
  /** The timestamp of the product associated with the feedback. */
  productUpdatedAt: string;
  /** Whether the merchant needs to take action on the product. */
  state: ResourceFeedbackState;
};

/** The possible product statuses. */
export type ProductStatus =
  /**
   * The product is ready to sell and can be published to sales channels and apps.
   * Products with an active status aren't automatically published to sales
   * channels, such as the online store, or apps. By default, existing products are set to active.
   */
  | "ACTIVE"
  /** The product is no longer being sold and isn't available to customers on sales channels and apps. */
  | "ARCHIVED"
  /**
   * The product isn't ready to sell and is unavailable to customers on sales
   * channels and apps. By default, duplicated and unarchived products are set to draft.
   */
  | "DRAFT"
  /**
   * The product is active but you need a direct link to view it. The product
   * doesn't show up in search, collections, or product recommendations. It will be
   * returned in Storefront API and Liquid only when referenced individually by
   * handle, id, or metafield reference.This status is only visible from 2025-10
   * and up, is translated to active in older versions and can't be changed from
   * unlisted in older versions.
   */
  | "UNLISTED";

/** The valid values for the inventory policy of a product variant once it is out of stock. */
export type ProductVariantInventoryPolicy =
  /** Customers can buy this product variant after it's out of stock. */
  | "CONTINUE"
  /** Customers can't buy this product variant after it's out of stock. */
  | "DENY";

/** The state of the resource feedback. */
export type ResourceFeedbackState =
  /** No action required from merchant. */
  | "ACCEPTED"
  /** The merchant needs to resolve an issue with the resource. */
  | "REQUIRES_ACTION";

/** The input fields that identify a unique valued metafield. */
export type UniqueMetafieldValueInput = {
  /** The key for the metafield. */
  key: string;
  /** The container the metafield belongs to. If omitted, the app-reserved namespace will be used. */
  namespace?: string | null | undefined;
  /** The value of the metafield. */
  value: string;
};

/** The input fields for the weight unit and value inputs. */
export type WeightInput = {
  /** Unit of measurement for `value`. */
  unit: WeightUnit;
  /** The weight value using the unit system specified with `weight_unit`. */
  value: number;
};

/** Units of measurement for weight. */
export type WeightUnit =
  /** Metric system unit of mass. */
  | "GRAMS"
  /** 1 kilogram equals 1000 grams. */
  | "KILOGRAMS"
  /** Imperial system unit of mass. */
  | "OUNCES"
  /** 1 pound equals 16 ounces. */
  | "POUNDS";

export type BulkRunQueryMutationVariables = Exact<{
  query: string;
  groupObjects: boolean;
}>;

export type BulkRunQueryMutation = {
  bulkOperationRunQuery: {
    bulkOperation: { id: string } | null;
    userErrors: Array<{ field: Array<string> | null; message: string; code: BulkOperationUserErrorCode | null }>;
  } | null;
};

export type BulkReadQueryVariables = Exact<{
  id: string;
}>;

export type BulkReadQuery = {
  bulkOperation: {
    status: BulkOperationStatus;
    errorCode: BulkOperationErrorCode | null;
    objectCount: string;
    rootObjectCount: string;
    url: string | null;
    partialDataUrl: string | null;
  } | null;
};

export type BulkCancelMutationVariables = Exact<{
  id: string;
}>;

export type BulkCancelMutation = {
  bulkOperationCancel: { userErrors: Array<{ field: Array<string> | null; message: string }> } | null;
};

export type CatalogProductsQueryVariables = Exact<{
  ids: Array<string> | string;
  market: boolean;
}>;

export type CatalogProductsQuery = {
  nodes: Array<
    | {
        id: string;
        title: string;
        descriptionHtml: string;
        vendor: string;
        productType: string;
        tags: Array<string>;
        status: ProductStatus;
        publishedAt: string | null;
        updatedAt: string;
        hasOnlyDefaultVariant: boolean;
        media: {
          nodes: Array<
            { id: string } | { id: string; image: { url: string } | null } | { id: string } | { id: string }
          >;
        };
        variants: {
          nodes: Array<{
            id: string;
            sku: string | null;
            barcode: string | null;
            price: string;
            compareAtPrice: string | null;
            inventoryPolicy: ProductVariantInventoryPolicy;
            image: { url: string } | null;
            selectedOptions: Array<{
              name: string;
              value: string;
              optionValue: {
                ar: Array<{ key: string; value: string | null }>;
                en: Array<{ key: string; value: string | null }>;
              };
            }>;
            inventoryItem: {
              id: string;
              tracked: boolean;
              requiresShipping: boolean;
              inventoryLevels: {
                nodes: Array<{
                  id: string;
                  updatedAt: string;
                  location: { id: string };
                  quantities: Array<{ quantity: number }>;
                }>;
                pageInfo: { hasNextPage: boolean; endCursor: string | null };
              };
            };
            contextualPricing?: {
              price: { amount: string; currencyCode: CurrencyCode };
              compareAtPrice: { amount: string; currencyCode: CurrencyCode } | null;
            };
          }>;
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
        category: { fullName: string } | null;
        ar: Array<{ key: string; value: string | null }>;
        en: Array<{ key: string; value: string | null }>;
      }
    | Record<PropertyKey, never>
    | null
  >;
};

export type CatalogVariantPageQueryVariables = Exact<{
  productId: string;
  after?: string | null | undefined;
  market: boolean;
}>;

export type CatalogVariantPageQuery = {
  product: {
    variants: {
      nodes: Array<{
        id: string;
        sku: string | null;
        barcode: string | null;
        price: string;
        compareAtPrice: string | null;
        inventoryPolicy: ProductVariantInventoryPolicy;
        image: { url: string } | null;
        selectedOptions: Array<{
          name: string;
          value: string;
          optionValue: {
            ar: Array<{ key: string; value: string | null }>;
            en: Array<{ key: string; value: string | null }>;
          };
        }>;
        inventoryItem: {
          id: string;
          tracked: boolean;
          requiresShipping: boolean;
          inventoryLevels: {
            nodes: Array<{
              id: string;
              updatedAt: string;
              location: { id: string };
              quantities: Array<{ quantity: number }>;
            }>;
            pageInfo: { hasNextPage: boolean; endCursor: string | null };
          };
        };
        contextualPricing?: {
          price: { amount: string; currencyCode: CurrencyCode };
          compareAtPrice: { amount: string; currencyCode: CurrencyCode } | null;
        };
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type CatalogLevelPageQueryVariables = Exact<{
  inventoryItemId: string;
  after?: string | null | undefined;
}>;

export type CatalogLevelPageQuery = {
  inventoryItem: {
    inventoryLevels: {
      nodes: Array<{
        id: string;
        updatedAt: string;
        location: { id: string };
        quantities: Array<{ quantity: number }>;
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type CatalogSizeQueryVariables = Exact<{ [key: string]: never }>;

export type CatalogSizeQuery = { productVariantsCount: { count: number } | null };

export type CatalogExportsQueryVariables = Exact<{ [key: string]: never }>;

export type CatalogExportsQuery = {
  bulkOperations: { nodes: Array<{ id: string; status: BulkOperationStatus; createdAt: string; query: string }> };
};

export type CatalogExportQueryVariables = Exact<{ [key: string]: never }>;

export type CatalogExportQuery = {
  products: {
    edges: Array<{
      node: {
        id: string;
        title: string;
        descriptionHtml: string;
        vendor: string;
        productType: string;
        tags: Array<string>;
        status: ProductStatus;
        publishedAt: string | null;
        updatedAt: string;
        hasOnlyDefaultVariant: boolean;
        category: { fullName: string } | null;
        variantsCount: { count: number } | null;
        ar: Array<{ key: string; value: string | null }>;
        en: Array<{ key: string; value: string | null }>;
        media: {
          edges: Array<{
            node: { id: string } | { id: string; image: { url: string } | null } | { id: string } | { id: string };
          }>;
        };
        variants: {
          edges: Array<{
            node: {
              id: string;
              sku: string | null;
              barcode: string | null;
              price: string;
              compareAtPrice: string | null;
              inventoryPolicy: ProductVariantInventoryPolicy;
              image: { url: string } | null;
              selectedOptions: Array<{
                name: string;
                value: string;
                optionValue: {
                  ar: Array<{ key: string; value: string | null }>;
                  en: Array<{ key: string; value: string | null }>;
                };
              }>;
              inventoryItem: {
                id: string;
                tracked: boolean;
                requiresShipping: boolean;
                inventoryLevels: {
                  edges: Array<{
                    node: {
                      id: string;
                      updatedAt: string;
                      location: { id: string };
                      quantities: Array<{ quantity: number }>;
                    };
                  }>;
                };
              };
            };
          }>;
        };
      };
    }>;
  };
};

export type CatalogProductFragment = {
  id: string;
  title: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: Array<string>;
  status: ProductStatus;
  publishedAt: string | null;
  updatedAt: string;
  hasOnlyDefaultVariant: boolean;
  category: { fullName: string } | null;
  ar: Array<{ key: string; value: string | null }>;
  en: Array<{ key: string; value: string | null }>;
};

type CatalogMedia_ExternalVideo_Fragment = { id: string };

type CatalogMedia_MediaImage_Fragment = { id: string; image: { url: string } | null };

type CatalogMedia_Model3d_Fragment = { id: string };

type CatalogMedia_Video_Fragment = { id: string };

export type CatalogMediaFragment =
  | CatalogMedia_ExternalVideo_Fragment
  | CatalogMedia_MediaImage_Fragment
  | CatalogMedia_Model3d_Fragment
  | CatalogMedia_Video_Fragment;

export type CatalogMarketPriceFragment = {
  contextualPricing: {
    price: { amount: string; currencyCode: CurrencyCode };
    compareAtPrice: { amount: string; currencyCode: CurrencyCode } | null;
  };
};

export type CatalogVariantFragment = {
  id: string;
  sku: string | null;
  barcode: string | null;
  price: string;
  compareAtPrice: string | null;
  inventoryPolicy: ProductVariantInventoryPolicy;
  image: { url: string } | null;
  selectedOptions: Array<{
    name: string;
    value: string;
    optionValue: { ar: Array<{ key: string; value: string | null }>; en: Array<{ key: string; value: string | null }> };
  }>;
  inventoryItem: {
    id: string;
    tracked: boolean;
    requiresShipping: boolean;
    inventoryLevels: {
      nodes: Array<{
        id: string;
        updatedAt: string;
        location: { id: string };
        quantities: Array<{ quantity: number }>;
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
} & {
  contextualPricing?: {
    price: { amount: string; currencyCode: CurrencyCode };
    compareAtPrice: { amount: string; currencyCode: CurrencyCode } | null;
  };
};

export type CatalogLevelFragment = {
  id: string;
  updatedAt: string;
  location: { id: string };
  quantities: Array<{ quantity: number }>;
};

export type TellProductFeedbackMutationVariables = Exact<{
  feedback: Array<ProductResourceFeedbackInput> | ProductResourceFeedbackInput;
}>;

export type TellProductFeedbackMutation = {
  bulkProductResourceFeedbackCreate: {
    feedback: Array<{ productId: string }> | null;
    userErrors: Array<{
      code: BulkProductResourceFeedbackCreateUserErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

export type OrderFactsFragment = {
  id: string;
  name: string;
  updatedAt: string;
  cancelledAt: string | null;
  displayFinancialStatus: OrderDisplayFinancialStatus | null;
  displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
  returnStatus: OrderReturnStatus;
  currentSubtotalLineItemsQuantity: number;
  fulfillments: Array<{
    id: string;
    status: FulfillmentStatus;
    displayStatus: FulfillmentDisplayStatus | null;
    deliveredAt: string | null;
    updatedAt: string;
    trackingInfo: Array<{ company: string | null; number: string | null; url: string | null }>;
  }>;
};

export type KnownCustomerQueryVariables = Exact<{
  identifier: CustomerIdentifierInput;
}>;

export type KnownCustomerQuery = { customerByIdentifier: { id: string } | null };

export type VariantsThereQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

export type VariantsThereQuery = {
  nodes: Array<
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { price: string; id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | null
  >;
};

export type CreateOrderMutationVariables = Exact<{
  order: OrderCreateOrderInput;
  options?: OrderCreateOptionsInput | null | undefined;
}>;

export type CreateOrderMutation = {
  orderCreate: {
    order: { id: string; name: string; updatedAt: string } | null;
    userErrors: Array<{ field: Array<string> | null; message: string; code: OrderCreateUserErrorCode | null }>;
  } | null;
};

export type FindPlacedOrderQueryVariables = Exact<{
  customId: UniqueMetafieldValueInput;
  search: string;
}>;

export type FindPlacedOrderQuery = {
  orderByIdentifier: {
    id: string;
    name: string;
    updatedAt: string;
    cancelledAt: string | null;
    sourceIdentifier: string | null;
  } | null;
  orders: {
    nodes: Array<{
      id: string;
      name: string;
      updatedAt: string;
      cancelledAt: string | null;
      sourceIdentifier: string | null;
    }>;
  };
};

export type ReadPlacedOrderQueryVariables = Exact<{
  id: string;
}>;

export type ReadPlacedOrderQuery = {
  order: {
    id: string;
    name: string;
    updatedAt: string;
    cancelledAt: string | null;
    displayFinancialStatus: OrderDisplayFinancialStatus | null;
    displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
    returnStatus: OrderReturnStatus;
    currentSubtotalLineItemsQuantity: number;
    fulfillments: Array<{
      id: string;
      status: FulfillmentStatus;
      displayStatus: FulfillmentDisplayStatus | null;
      deliveredAt: string | null;
      updatedAt: string;
      trackingInfo: Array<{ company: string | null; number: string | null; url: string | null }>;
    }>;
  } | null;
};

export type CancelOrderMutationVariables = Exact<{
  orderId: string;
  reason: OrderCancelReason;
  restock: boolean;
  refundMethod: OrderCancelRefundMethodInput;
  notifyCustomer: boolean;
  staffNote?: string | null | undefined;
}>;

export type CancelOrderMutation = {
  orderCancel: {
    job: { id: string } | null;
    orderCancelUserErrors: Array<{
      field: Array<string> | null;
      message: string;
      code: OrderCancelUserErrorCode | null;
    }>;
  } | null;
};

export type DefineOrderMetafieldMutationVariables = Exact<{
  definition: MetafieldDefinitionInput;
}>;

export type DefineOrderMetafieldMutation = {
  metafieldDefinitionCreate: {
    createdDefinition: { id: string } | null;
    userErrors: Array<{
      field: Array<string> | null;
      message: string;
      code: MetafieldDefinitionCreateUserErrorCode | null;
    }>;
  } | null;
};

export type OrdersOfSourceQueryVariables = Exact<{
  search: string;
  after?: string | null | undefined;
}>;

export type OrdersOfSourceQuery = {
  orders: {
    nodes: Array<{
      sourceIdentifier: string | null;
      createdAt: string;
      id: string;
      name: string;
      updatedAt: string;
      cancelledAt: string | null;
      displayFinancialStatus: OrderDisplayFinancialStatus | null;
      displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
      returnStatus: OrderReturnStatus;
      currentSubtotalLineItemsQuantity: number;
      fulfillments: Array<{
        id: string;
        status: FulfillmentStatus;
        displayStatus: FulfillmentDisplayStatus | null;
        deliveredAt: string | null;
        updatedAt: string;
        trackingInfo: Array<{ company: string | null; number: string | null; url: string | null }>;
      }>;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type ShopFactsQueryVariables = Exact<{
  locationsAfter?: string | null | undefined;
}>;

export type ShopFactsQuery = {
  shop: { name: string; currencyCode: CurrencyCode; ianaTimezone: string; taxesIncluded: boolean };
  shopLocales: Array<{ locale: string; primary: boolean; published: boolean }>;
  locations: {
    nodes: Array<{ id: string; name: string; isActive: boolean }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>["__apiType"]>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const CatalogProductFragmentDoc = new TypedDocumentString(
  `
    fragment CatalogProduct on Product {
  id
  title
  descriptionHtml
  vendor
  productType
  tags
  status
  publishedAt
  updatedAt
  hasOnlyDefaultVariant
  category {
    fullName
  }
  ar: translations(locale: "ar") {
    key
    value
  }
  en: translations(locale: "en") {
    key
    value
  }
}
    `,
  { fragmentName: "CatalogProduct" },
) as unknown as TypedDocumentString<CatalogProductFragment, unknown>;
export const CatalogMediaFragmentDoc = new TypedDocumentString(
  `
    fragment CatalogMedia on Media {
  id
  ... on MediaImage {
    image {
      url
    }
  }
}
    `,
  { fragmentName: "CatalogMedia" },
) as unknown as TypedDocumentString<CatalogMediaFragment, unknown>;
export const CatalogMarketPriceFragmentDoc = new TypedDocumentString(
  `
    fragment CatalogMarketPrice on ProductVariant {
  contextualPricing(context: {country: JO}) {
    price {
      amount
      currencyCode
    }
    compareAtPrice {
      amount
      currencyCode
    }
  }
}
    `,
  { fragmentName: "CatalogMarketPrice" },
) as unknown as TypedDocumentString<CatalogMarketPriceFragment, unknown>;
export const CatalogLevelFragmentDoc = new TypedDocumentString(
  `
    fragment CatalogLevel on InventoryLevel {
  id
  updatedAt
  location {
    id
  }
  quantities(names: ["available"]) {
    quantity
  }
}
    `,
  { fragmentName: "CatalogLevel" },
) as unknown as TypedDocumentString<CatalogLevelFragment, unknown>;
export const CatalogVariantFragmentDoc = new TypedDocumentString(
  `
    fragment CatalogVariant on ProductVariant {
  id
  sku
  barcode
  price
  compareAtPrice
  ...CatalogMarketPrice @include(if: $market)
  inventoryPolicy
  image {
    url
  }
  selectedOptions {
    name
    value
    optionValue {
      ar: translations(locale: "ar") {
        key
        value
      }
      en: translations(locale: "en") {
        key
        value
      }
    }
  }
  inventoryItem {
    id
    tracked
    requiresShipping
    inventoryLevels(first: 10) {
      nodes {
        ...CatalogLevel
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment CatalogMarketPrice on ProductVariant {
  contextualPricing(context: {country: JO}) {
    price {
      amount
      currencyCode
    }
    compareAtPrice {
      amount
      currencyCode
    }
  }
}
fragment CatalogLevel on InventoryLevel {
  id
  updatedAt
  location {
    id
  }
  quantities(names: ["available"]) {
    quantity
  }
}`,
  { fragmentName: "CatalogVariant" },
) as unknown as TypedDocumentString<CatalogVariantFragment, unknown>;
export const OrderFactsFragmentDoc = new TypedDocumentString(
  `
    fragment OrderFacts on Order {
  id
  name
  updatedAt
  cancelledAt
  displayFinancialStatus
  displayFulfillmentStatus
  returnStatus
  currentSubtotalLineItemsQuantity
  fulfillments(first: 50) {
    id
    status
    displayStatus
    deliveredAt
    updatedAt
    trackingInfo(first: 5) {
      company
      number
      url
    }
  }
}
    `,
  { fragmentName: "OrderFacts" },
) as unknown as TypedDocumentString<OrderFactsFragment, unknown>;
export const BulkRunQueryDocument = new TypedDocumentString(`
    mutation BulkRunQuery($query: String!, $groupObjects: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
    bulkOperation {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<BulkRunQueryMutation, BulkRunQueryMutationVariables>;
export const BulkReadDocument = new TypedDocumentString(`
    query BulkRead($id: ID!) {
  bulkOperation(id: $id) {
    status
    errorCode
    objectCount
    rootObjectCount
    url
    partialDataUrl
  }
}
    `) as unknown as TypedDocumentString<BulkReadQuery, BulkReadQueryVariables>;
export const BulkCancelDocument = new TypedDocumentString(`
    mutation BulkCancel($id: ID!) {
  bulkOperationCancel(id: $id) {
    userErrors {
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<BulkCancelMutation, BulkCancelMutationVariables>;
export const CatalogProductsDocument = new TypedDocumentString(`
    query CatalogProducts($ids: [ID!]!, $market: Boolean!) {
  nodes(ids: $ids) {
    ... on Product {
      ...CatalogProduct
      media(first: 5) {
        nodes {
          ...CatalogMedia
        }
      }
      variants(first: 10) {
        nodes {
          ...CatalogVariant
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    fragment CatalogProduct on Product {
  id
  title
  descriptionHtml
  vendor
  productType
  tags
  status
  publishedAt
  updatedAt
  hasOnlyDefaultVariant
  category {
    fullName
  }
  ar: translations(locale: "ar") {
    key
    value
  }
  en: translations(locale: "en") {
    key
    value
  }
}
fragment CatalogMedia on Media {
  id
  ... on MediaImage {
    image {
      url
    }
  }
}
fragment CatalogMarketPrice on ProductVariant {
  contextualPricing(context: {country: JO}) {
    price {
      amount
      currencyCode
    }
    compareAtPrice {
      amount
      currencyCode
    }
  }
}
fragment CatalogVariant on ProductVariant {
  id
  sku
  barcode
  price
  compareAtPrice
  ...CatalogMarketPrice @include(if: $market)
  inventoryPolicy
  image {
    url
  }
  selectedOptions {
    name
    value
    optionValue {
      ar: translations(locale: "ar") {
        key
        value
      }
      en: translations(locale: "en") {
        key
        value
      }
    }
  }
  inventoryItem {
    id
    tracked
    requiresShipping
    inventoryLevels(first: 10) {
      nodes {
        ...CatalogLevel
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
fragment CatalogLevel on InventoryLevel {
  id
  updatedAt
  location {
    id
  }
  quantities(names: ["available"]) {
    quantity
  }
}`) as unknown as TypedDocumentString<CatalogProductsQuery, CatalogProductsQueryVariables>;
export const CatalogVariantPageDocument = new TypedDocumentString(`
    query CatalogVariantPage($productId: ID!, $after: String, $market: Boolean!) {
  product(id: $productId) {
    variants(first: 50, after: $after) {
      nodes {
        ...CatalogVariant
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment CatalogMarketPrice on ProductVariant {
  contextualPricing(context: {country: JO}) {
    price {
      amount
      currencyCode
    }
    compareAtPrice {
      amount
      currencyCode
    }
  }
}
fragment CatalogVariant on ProductVariant {
  id
  sku
  barcode
  price
  compareAtPrice
  ...CatalogMarketPrice @include(if: $market)
  inventoryPolicy
  image {
    url
  }
  selectedOptions {
    name
    value
    optionValue {
      ar: translations(locale: "ar") {
        key
        value
      }
      en: translations(locale: "en") {
        key
        value
      }
    }
  }
  inventoryItem {
    id
    tracked
    requiresShipping
    inventoryLevels(first: 10) {
      nodes {
        ...CatalogLevel
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
fragment CatalogLevel on InventoryLevel {
  id
  updatedAt
  location {
    id
  }
  quantities(names: ["available"]) {
    quantity
  }
}`) as unknown as TypedDocumentString<CatalogVariantPageQuery, CatalogVariantPageQueryVariables>;
export const CatalogLevelPageDocument = new TypedDocumentString(`
    query CatalogLevelPage($inventoryItemId: ID!, $after: String) {
  inventoryItem(id: $inventoryItemId) {
    inventoryLevels(first: 100, after: $after) {
      nodes {
        ...CatalogLevel
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment CatalogLevel on InventoryLevel {
  id
  updatedAt
  location {
    id
  }
  quantities(names: ["available"]) {
    quantity
  }
}`) as unknown as TypedDocumentString<CatalogLevelPageQuery, CatalogLevelPageQueryVariables>;
export const CatalogSizeDocument = new TypedDocumentString(`
    query CatalogSize {
  productVariantsCount(limit: null) {
    count
  }
}
    `) as unknown as TypedDocumentString<CatalogSizeQuery, CatalogSizeQueryVariables>;
export const CatalogExportsDocument = new TypedDocumentString(`
    query CatalogExports {
  bulkOperations(first: 20) {
    nodes {
      id
      status
      createdAt
      query
    }
  }
}
    `) as unknown as TypedDocumentString<CatalogExportsQuery, CatalogExportsQueryVariables>;
export const CatalogExportDocument = new TypedDocumentString(`
    query CatalogExport {
  products {
    edges {
      node {
        id
        title
        descriptionHtml
        vendor
        productType
        tags
        status
        publishedAt
        updatedAt
        hasOnlyDefaultVariant
        category {
          fullName
        }
        variantsCount {
          count
        }
        ar: translations(locale: "ar") {
          key
          value
        }
        en: translations(locale: "en") {
          key
          value
        }
        media {
          edges {
            node {
              id
              ... on MediaImage {
                image {
                  url
                }
              }
            }
          }
        }
        variants {
          edges {
            node {
              id
              sku
              barcode
              price
              compareAtPrice
              inventoryPolicy
              image {
                url
              }
              selectedOptions {
                name
                value
                optionValue {
                  ar: translations(locale: "ar") {
                    key
                    value
                  }
                  en: translations(locale: "en") {
                    key
                    value
                  }
                }
              }
              inventoryItem {
                id
                tracked
                requiresShipping
                inventoryLevels {
                  edges {
                    node {
                      id
                      updatedAt
                      location {
                        id
                      }
                      quantities(names: ["available"]) {
                        quantity
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CatalogExportQuery, CatalogExportQueryVariables>;
export const TellProductFeedbackDocument = new TypedDocumentString(`
    mutation TellProductFeedback($feedback: [ProductResourceFeedbackInput!]!) {
  bulkProductResourceFeedbackCreate(feedbackInput: $feedback) {
    feedback {
      productId
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TellProductFeedbackMutation, TellProductFeedbackMutationVariables>;
export const KnownCustomerDocument = new TypedDocumentString(`
    query KnownCustomer($identifier: CustomerIdentifierInput!) {
  customerByIdentifier(identifier: $identifier) {
    id
  }
}
    `) as unknown as TypedDocumentString<KnownCustomerQuery, KnownCustomerQueryVariables>;
export const VariantsThereDocument = new TypedDocumentString(`
    query VariantsThere($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on ProductVariant {
      price
    }
  }
}
    `) as unknown as TypedDocumentString<VariantsThereQuery, VariantsThereQueryVariables>;
export const CreateOrderDocument = new TypedDocumentString(`
    mutation CreateOrder($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) {
    order {
      id
      name
      updatedAt
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CreateOrderMutation, CreateOrderMutationVariables>;
export const FindPlacedOrderDocument = new TypedDocumentString(`
    query FindPlacedOrder($customId: UniqueMetafieldValueInput!, $search: String!) {
  orderByIdentifier(identifier: {customId: $customId}) {
    id
    name
    updatedAt
    cancelledAt
    sourceIdentifier
  }
  orders(first: 10, query: $search) {
    nodes {
      id
      name
      updatedAt
      cancelledAt
      sourceIdentifier
    }
  }
}
    `) as unknown as TypedDocumentString<FindPlacedOrderQuery, FindPlacedOrderQueryVariables>;
export const ReadPlacedOrderDocument = new TypedDocumentString(`
    query ReadPlacedOrder($id: ID!) {
  order(id: $id) {
    ...OrderFacts
  }
}
    fragment OrderFacts on Order {
  id
  name
  updatedAt
  cancelledAt
  displayFinancialStatus
  displayFulfillmentStatus
  returnStatus
  currentSubtotalLineItemsQuantity
  fulfillments(first: 50) {
    id
    status
    displayStatus
    deliveredAt
    updatedAt
    trackingInfo(first: 5) {
      company
      number
      url
    }
  }
}`) as unknown as TypedDocumentString<ReadPlacedOrderQuery, ReadPlacedOrderQueryVariables>;
export const CancelOrderDocument = new TypedDocumentString(`
    mutation CancelOrder($orderId: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $refundMethod: OrderCancelRefundMethodInput!, $notifyCustomer: Boolean!, $staffNote: String) {
  orderCancel(
    orderId: $orderId
    reason: $reason
    restock: $restock
    refundMethod: $refundMethod
    notifyCustomer: $notifyCustomer
    staffNote: $staffNote
  ) {
    job {
      id
    }
    orderCancelUserErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CancelOrderMutation, CancelOrderMutationVariables>;
export const DefineOrderMetafieldDocument = new TypedDocumentString(`
    mutation DefineOrderMetafield($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) {
    createdDefinition {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DefineOrderMetafieldMutation, DefineOrderMetafieldMutationVariables>;
export const OrdersOfSourceDocument = new TypedDocumentString(`
    query OrdersOfSource($search: String!, $after: String) {
  orders(first: 50, after: $after, query: $search, sortKey: UPDATED_AT) {
    nodes {
      ...OrderFacts
      sourceIdentifier
      createdAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment OrderFacts on Order {
  id
  name
  updatedAt
  cancelledAt
  displayFinancialStatus
  displayFulfillmentStatus
  returnStatus
  currentSubtotalLineItemsQuantity
  fulfillments(first: 50) {
    id
    status
    displayStatus
    deliveredAt
    updatedAt
    trackingInfo(first: 5) {
      company
      number
      url
    }
  }
}`) as unknown as TypedDocumentString<OrdersOfSourceQuery, OrdersOfSourceQueryVariables>;
export const ShopFactsDocument = new TypedDocumentString(`
    query ShopFacts($locationsAfter: String) {
  shop {
    name
    currencyCode
    ianaTimezone
    taxesIncluded
  }
  shopLocales {
    locale
    primary
    published
  }
  locations(first: 50, after: $locationsAfter, includeInactive: true) {
    nodes {
      id
      name
      isActive
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ShopFactsQuery, ShopFactsQueryVariables>;
