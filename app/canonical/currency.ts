/** The contract knows one currency, Jordanian dinars (contract H27), counted in fils (money.ts). Alone here, for pages too. */
export const CURRENCY = "JOD";
