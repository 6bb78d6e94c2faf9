import type { ImageRecord } from "../../store/records";
import type { Fields } from "../context";

const SIDE = 925;

/** The media object of an image; the image itself has an id of another kind. */
export function mediaOf(image: ImageRecord) {
  return {
    id: image.id,
    alt: image.alt,
    createdAt: image.createdAt,
    updatedAt: image.createdAt,
    mediaContentType: "IMAGE",
    status: "READY",
    fileStatus: "READY",
    mimeType: "image/jpeg",
    mediaErrors: [],
    mediaWarnings: [],
    image,
    preview: { image, status: "READY" },
  };
}

export const imageFields = {
  id: (image) => image.imageId,
  altText: (image) => image.alt,
  width: () => SIDE,
  height: () => SIDE,
  src: (image) => image.url,
  originalSrc: (image) => image.url,
} satisfies Fields<ImageRecord>;
