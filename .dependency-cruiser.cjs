// The import laws of the house. A room may import the rooms listed here and nothing else of ours.
const rooms = {
  canonical: [],
  platform: [],
  channels: ["canonical", "platform"],
  shopify: ["canonical", "platform"],
  connections: ["channels", "canonical", "platform"],
  delivery: ["connections", "channels", "canonical", "platform"],
  catalog: ["shopify", "delivery", "connections", "channels", "canonical", "platform"],
  orders: ["catalog", "shopify", "delivery", "connections", "channels", "canonical", "platform"],
};

const laws = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-stands-on-its-floor`,
  comment: `app/${room} may import only ${allowed.join(", ") || "nothing of ours"}`,
  severity: "error",
  from: { path: `^app/${room}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^(app|test|scripts)/", pathNot: `^app/(${[room, ...allowed].join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...laws,
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-single-channel",
      comment: "The core knows the port and the registry, never one channel.",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/channels/" },
      to: { path: "^app/channels/[^/]+/" },
    },
    {
      name: "orders-ask-the-catalog-one-thing",
      severity: "error",
      from: { path: "^app/orders/", pathNot: "\\.test\\.ts$" },
      to: { path: "^app/catalog/", pathNot: "^app/catalog/match-line\\.ts$" },
    },
    {
      name: "nobody-imports-the-top",
      severity: "error",
      from: { path: "^app/(?!routes|doors|jobs|main|server|services)" },
      to: { path: "^app/(routes|doors|jobs)/" },
    },
    {
      name: "app-is-free-of-tests",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^test/" },
    },
    {
      name: "no-undeclared-packages",
      severity: "error",
      from: { path: "^app/" },
      to: { dependencyTypes: ["npm-no-pkg", "unknown"] },
    },
    {
      name: "production-needs-no-dev-package",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$|^app/dev-pages\\.ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^build|\\.css(\\?url)?$|^app/shopify/generated/)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
