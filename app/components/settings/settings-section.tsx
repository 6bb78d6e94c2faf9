import { Card, Layout } from "@shopify/polaris";
import type { ReactNode } from "react";

export function SettingsSection({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Layout.AnnotatedSection title={title} description={text}>
      <Card>{children}</Card>
    </Layout.AnnotatedSection>
  );
}
