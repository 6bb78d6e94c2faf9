import { type Translation, lookUp } from "../../i18n/sentences";

export interface ChannelFacts {
  id: string;
  name: string;
  /** Names of its credential fields. */
  fields: readonly string[];
}

/** A credential field's words in the merchant's language; its technical name where a channel brings none. */
export function fieldText(translation: Translation, channelId: string, field: string): { label: string; help: string } {
  const key = `channels.${channelId}.fields.${field}`;
  return { label: lookUp(translation, `${key}.label`) ?? field, help: lookUp(translation, `${key}.help`) ?? "" };
}
