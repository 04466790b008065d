package dev.userservice.reindexing;

import java.util.List;
import java.util.Map;

/** What Elasticsearch lets be changed about the settings of a live index, and which settings are its own affair. */
final class SettingRules {

    // whatever is not named here cannot be changed while the index is open, or is not known to be
    private static final List<String> DYNAMIC = List.of(
            "index.refresh_interval",
            "index.number_of_replicas",
            "index.auto_expand_replicas",
            "index.gc_deletes",
            "index.hidden",
            "index.priority",
            "index.max_",
            "index.search.",
            "index.indexing.",
            "index.translog.",
            "index.merge.",
            "index.flush_after_merge",
            "index.routing.allocation.",
            "index.routing.rebalance.",
            "index.mapping.total_fields.",
            "index.mapping.depth.",
            "index.mapping.field_name_length.",
            "index.mapping.dimension_fields.",
            "index.mapping.nested_",
            "index.blocks.",
            "index.query.default_field",
            "index.highlight.",
            "index.requests.cache.",
            "index.default_pipeline",
            "index.final_pipeline",
            "index.unassigned.",
            "index.write.",
            "index.lifecycle.");

    private static final List<String> OF_ELASTICSEARCH = List.of(
            "index.creation_date",
            "index.uuid",
            "index.provided_name",
            "index.version.",
            "index.history.",
            "index.resize.",
            "index.verified_before_close",
            "index.blocks.",
            "index.routing.allocation.include._tier_preference",
            "index.routing.allocation.initial_recovery.");

    /** Always told, also where nobody set them. */
    private static final Map<String, String> PRESETS =
            Map.of("index.number_of_shards", "1", "index.number_of_replicas", "1");

    private SettingRules() {}

    static boolean isDynamic(String setting) {
        return DYNAMIC.stream().anyMatch(setting::startsWith);
    }

    static boolean isOfElasticsearch(String setting) {
        return OF_ELASTICSEARCH.stream().anyMatch(setting::startsWith);
    }

    static String preset(String setting) {
        return PRESETS.getOrDefault(setting, "");
    }
}
