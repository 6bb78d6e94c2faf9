import { Card, Layout } from "@shopify/polaris";
import type { ReactNode } from "react";

interface SettingsSectionProps {
  /** Where links from other pages lead to. */
  id?: string;
  title: string;
  text: string;
  children: ReactNode;
}

export function SettingsSection({ id, title, text, children }: SettingsSectionProps) {
  return (
    <Layout.AnnotatedSection {...(id && { id })} title={title} description={text}>
      <Card>{children}</Card>
    </Layout.AnnotatedSection>
  );
}
