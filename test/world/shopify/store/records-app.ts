export interface MetafieldRecord {
  id: string;
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

export interface MetafieldDefinitionRecord {
  id: string;
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  type: string;
  unique: boolean;
  pinned: boolean;
}

export type BulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELING" | "CANCELED";

export interface BulkRecord {
  id: string;
  status: BulkStatus;
  query: string;
  groupObjects: boolean;
  errorCode: string | null;
  createdAt: string;
  completedAt: string | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
  /** The result, in pieces ready to be sent. */
  chunks: Buffer[];
  /** Asked to end before its time. */
  cancel: AbortController;
}

/** ProductResourceFeedback. */
export interface FeedbackRecord {
  productId: string;
  state: "ACCEPTED" | "REQUIRES_ACTION";
  messages: string[];
  feedbackGeneratedAt: string;
  productUpdatedAt: string;
  channel: null;
}
