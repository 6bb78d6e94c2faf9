import { type Item, at } from "./item";

const productType = "Drinks";

/** Coffee, tea, syrups. */
export const drinks: readonly Item[] = [
  {
    title: "Arabic Coffee with Cardamom",
    picture: "arabic-coffee",
    descriptionHtml: "<p>Roasted light, ground to order, with as much cardamom as you like.</p>",
    vendor: "Al Balad Roastery",
    productType,
    category: "Food, Beverages & Tobacco > Beverages > Coffee",
    tags: ["bestseller"],
    collections: ["Drinks"],
    options: ["Roast", "Cardamom", "Weight"],
    variants: [
      { options: ["Light", "Plain", "250 g"], sku: "COF-L-P-250", price: "2.750", stock: at(30, 40) },
      { options: ["Light", "Extra", "250 g"], sku: "COF-L-X-250", price: "3.500", stock: at(30, 40) },
      { options: ["Light", "Extra", "1 kg"], sku: "COF-L-X-1000", price: "13.000", stock: at(6, 10) },
      { options: ["Dark", "Plain", "250 g"], sku: "COF-D-P-250", price: "2.750", stock: at(25, 40) },
      { options: ["Dark", "Extra", "250 g"], sku: "COF-D-X-250", price: "3.500", stock: at(25, 40) },
      { options: ["Dark", "Extra", "1 kg"], sku: "COF-D-X-1000", price: "13.000", stock: at(4, 10) },
    ],
    arabic: {
      title: "قهوة عربية بالهيل",
      description: "تحميص فاتح، تطحن عند الطلب، وبكمية الهيل التي تحب.",
      words: {
        Roast: "التحميص",
        Light: "شقراء",
        Dark: "غامقة",
        Cardamom: "الهيل",
        Plain: "سادة",
        Extra: "هيل زيادة",
        Weight: "الوزن",
        "250 g": "٢٥٠ غ",
        "1 kg": "١ كغ",
      },
    },
  },
  {
    title: "Sage Tea (Maramiyyeh)",
    picture: "sage-tea",
    descriptionHtml: "<p>Dried leaves, for the stomach and the evening.</p>",
    vendor: "Al Balad Roastery",
    productType,
    tags: ["vegan"],
    collections: ["Drinks"],
    variants: [{ sku: "SAGE-50", price: "1.250", stock: at(44) }],
    arabic: { title: "ميرمية مجففة" },
  },
  {
    title: "Karkadeh",
    picture: "karkadeh",
    descriptionHtml: "<p>Hibiscus from Upper Egypt.</p>",
    vendor: "Al Balad Roastery",
    productType,
    collections: ["Drinks"],
    variants: [{ sku: "KRK-100", price: "1.600", stock: at(31) }],
  },
  {
    title: "Pomegranate Molasses",
    picture: "pomegranate-molasses",
    descriptionHtml: "<p>Sour, thick, from Umm Qais.</p>",
    vendor: "Bayt Al Mouneh",
    productType: "Pantry",
    tags: ["local", "vegan"],
    collections: ["Pantry"],
    options: ["Size"],
    variants: [
      { options: ["250 ml"], sku: "PGM-250", price: "2.900", stock: at(19) },
      // The merchant forgot it: this one cannot be sold on a channel that goes by SKU.
      { options: ["500 ml"], sku: null, price: "5.250", stock: at(7) },
    ],
    arabic: { title: "دبس رمان", words: { Size: "الحجم", "250 ml": "٢٥٠ مل", "500 ml": "٥٠٠ مل" } },
  },
  {
    title: "Home Coffee Tasting",
    picture: "coffee-tasting",
    descriptionHtml: "<p>A barista comes to you. Nobody counts these.</p>",
    vendor: "Al Balad Roastery",
    productType: "Service",
    tags: ["gift"],
    variants: [{ sku: "TASTE-HOME", price: "35.000", tracked: false, requiresShipping: false }],
    arabic: { title: "جلسة تذوق قهوة في البيت" },
  },
];
