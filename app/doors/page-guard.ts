/**
 * What is looked at before a request reaches the pages: Remix takes bodies of any size, and answers what it cannot read with
 * 500.
 */
import type { RequestHandler } from "express";

const METHODS = ["GET", "HEAD", "POST"];
/**
 * Forms of people, the longest of them a list of selection rules. Taking very many fields apart takes longer than linear
 * time.
 */
const FORM_LIMIT = 64 * 1024;
/** Nothing under /auth takes a form. */
const LOGIN_LIMIT = 4 * 1024;

/** 405 for methods no page knows, 400 for an address that is none, 413 for a body that is no form of ours. */
export const pageGuard: RequestHandler = (request, response, next) => {
  if (!METHODS.includes(request.method)) {
    return void response.status(405).set("allow", METHODS.join(", ")).json({ error: "method_not_allowed" });
  }
  if (!URL.canParse(`${request.protocol}://${request.get("host")}${request.originalUrl}`)) {
    return void response.status(400).json({ error: "bad_request" });
  }
  const limit = request.path.startsWith("/auth") ? LOGIN_LIMIT : FORM_LIMIT;
  const refuse = () => {
    if (!response.headersSent) response.status(413).set("connection", "close").json({ error: "too_large" });
  };
  if (Number(request.headers["content-length"] ?? 0) > limit) return refuse();
  // One that does not say how long it is is counted as it comes, beside whoever reads it: next() is called in the same turn.
  let seen = 0;
  request.on("data", (chunk: Buffer) => {
    seen += chunk.length;
    if (seen <= limit) return;
    refuse();
    request.destroy();
  });
  next();
};
