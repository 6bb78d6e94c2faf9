import { IndexFilters, IndexFiltersMode, useSetIndexFiltersMode } from "@shopify/polaris";

import type { useListQuery } from "./use-list-query";

interface ListFiltersProps {
  query: ReturnType<typeof useListQuery>;
  /** The first one stands for "all". */
  tabs: readonly { state: string; label: string; count: number | null }[];
  placeholder: string;
  disabled: boolean;
}

/** Tabs by state, with counts, and a search field: the head of every list. */
export function ListFilters({ query, tabs, placeholder, disabled }: ListFiltersProps) {
  const { mode, setMode } = useSetIndexFiltersMode(
    query.search ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const selected = Math.max(
    0,
    tabs.findIndex(({ state }) => state === query.state),
  );
  return (
    <IndexFilters
      // The admin's own bar is outside of our frame: nothing of ours is above it.
      isFlushWhenSticky
      mode={mode}
      setMode={setMode}
      tabs={tabs.map(({ state, label, count }, index) => ({
        id: state,
        content: label,
        isLocked: true,
        ...(count !== null && { badge: String(count) }),
        onAction: () => query.chooseState(index === 0 ? null : state),
      }))}
      selected={selected}
      onSelect={(index) => query.chooseState(index === 0 ? null : (tabs[index]?.state ?? null))}
      canCreateNewView={false}
      filters={[]}
      hideFilters
      onClearAll={query.clear}
      queryValue={query.search}
      queryPlaceholder={placeholder}
      onQueryChange={query.type}
      onQueryClear={query.clear}
      cancelAction={{ onAction: query.clear, disabled: false, loading: false }}
      loading={query.loading}
      disabled={disabled}
    />
  );
}
