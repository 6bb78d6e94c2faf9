// What the stand-in keeps. Names follow the Admin API's fields where a field is read straight from the record.
export type * from "./records-app";
export type * from "./records-catalog";
export type * from "./records-orders";
