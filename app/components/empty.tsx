import { BlockStack, Box, Button, Card, Icon, type IconProps, Text } from "@shopify/polaris";

interface EmptyProps {
  icon: IconProps["source"];
  title: string;
  text: string;
  action?: { content: string; url: string };
}

/** What a page shows before there is anything to list: what will be here, and the one thing to do. */
export function Empty({ icon, title, text, action }: EmptyProps) {
  return (
    <Card>
      <Box paddingBlock="1600" paddingInline="400">
        <BlockStack gap="400" inlineAlign="center">
          <span className="empty-mark">
            <Icon source={icon} tone="subdued" />
          </span>
          <BlockStack gap="200" inlineAlign="center">
            <Text as="h2" variant="headingMd" alignment="center">
              {title}
            </Text>
            <div className="measure">
              <Text as="p" tone="subdued" alignment="center">
                {text}
              </Text>
            </div>
          </BlockStack>
          {action && (
            <Button variant="primary" url={action.url}>
              {action.content}
            </Button>
          )}
        </BlockStack>
      </Box>
    </Card>
  );
}
