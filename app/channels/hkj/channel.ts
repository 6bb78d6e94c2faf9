import type { Channel, DeliversEvents, ImportsCatalog, NamesStatuses, ReceivesDeliveries } from "../channel";
import { answer } from "./answer";
import { checkCredentials } from "./check";
import { BULK, CHANNEL_ID, CHANNEL_NAME, CREDENTIAL_FIELDS, LIMITS, STATUS_WORDS } from "./contract";
import { decode } from "./decode";
import { deliver } from "./deliver";
import { readImport, startImport } from "./import";
import { readOptions } from "./options";
import { isSigned } from "./signature";

/** HKJ, as the core sees it. `defaultBaseUrl` is its API base, e.g. `https://…/api`; a connection may have its own. */
export function createHkj(settings: {
  defaultBaseUrl: string;
}): Channel & DeliversEvents & NamesStatuses & ImportsCatalog & ReceivesDeliveries {
  return {
    id: CHANNEL_ID,
    name: CHANNEL_NAME,
    credentialFields: CREDENTIAL_FIELDS,
    defaultBaseUrl: settings.defaultBaseUrl.replace(/\/+$/, ""),
    checkCredentials,
    deliveryLimits: { maxEvents: LIMITS.maxEvents, maxBytes: LIMITS.maxBytes },
    deliver,
    defaultStatusWords: STATUS_WORDS,
    importLimits: { maxProducts: BULK.maxProducts, maxBytes: BULK.maxBytes },
    startImport,
    readImport,
    isAuthentic: (request, credentials, options) =>
      isSigned(request, credentials["signingSecret"] ?? "", readOptions(options).signatureScheme),
    read: decode,
    answer,
  };
}
