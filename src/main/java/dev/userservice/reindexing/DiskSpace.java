package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much each data node can still take before Elasticsearch gives it no more shards. */
record DiskSpace(List<Long> freeBytes) {

    private static final String DISK = "cluster.routing.allocation.disk.";
    private static final String WATERMARK = DISK + "watermark.high";
    private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(b|kb|mb|gb|tb|pb|%|)");
    private static final Map<String, Double> UNITS =
            Map.of("b", 1.0, "kb", 0x1p10, "mb", 0x1p20, "gb", 0x1p30, "tb", 0x1p40, "pb", 0x1p50);

    // a new index needs room for merges beside the documents, and its documents may have grown
    private static final double ROOM = 1.3;

    /** From the answers to {@code GET _nodes/stats/fs} and to the cluster's flat settings with their defaults. */
    static DiskSpace of(JsonNode nodes, JsonNode settings) {
        List<Long> free = new ArrayList<>();
        for (JsonNode node : nodes.path("nodes")) {
            if (holdsData(node)) {
                JsonNode disk = node.path("fs").path("total");
                long reserve = reserve(disk.path("total_in_bytes").asLong(), settings);
                free.add(Math.max(0, disk.path("available_in_bytes").asLong() - reserve));
            }
        }
        return new DiskSpace(free);
    }

    private static boolean holdsData(JsonNode node) {
        for (JsonNode role : node.path("roles")) {
            if (role.asText().equals("data") || role.asText().equals("data_content")) {
                return true;
            }
        }
        return false;
    }

    /** What must stay free of a disk of this size. */
    static long reserve(long total, JsonNode settings) {
        if (setting(settings, DISK + "threshold_enabled").equals("false")) {
            return 0;
        }
        long reserve = reserve(total, setting(settings, WATERMARK));
        Matcher headroom = AMOUNT.matcher(setting(settings, WATERMARK + ".max_headroom"));
        return headroom.matches() && UNITS.containsKey(headroom.group(2))
                ? Math.min(reserve, bytes(headroom))
                : reserve;
    }

    // a share of the disk is what may be used, a number of bytes what must stay free
    private static long reserve(long total, String watermark) {
        Matcher amount = AMOUNT.matcher(watermark.isEmpty() ? "90%" : watermark);
        if (!amount.matches()) {
            return 0;
        }
        double number = Double.parseDouble(amount.group(1));
        return switch (amount.group(2)) {
            case "%" -> Math.round(total * (1 - number / 100));
            case "" -> Math.round(total * (1 - number));
            default -> bytes(amount);
        };
    }

    private static long bytes(Matcher amount) {
        return Math.round(Double.parseDouble(amount.group(1)) * UNITS.getOrDefault(amount.group(2), 1.0));
    }

    private static String setting(JsonNode settings, String name) {
        for (String origin : List.of("transient", "persistent", "defaults")) {
            JsonNode value = settings.path(origin).get(name);
            if (value != null) {
                return value.asText().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    long free() {
        return freeBytes.stream().mapToLong(Long::longValue).sum();
    }

    /** Whether another index of this size fits, and each of its shards on one node. */
    boolean holds(LiveIndexes.Size size) {
        long roomiest = freeBytes.stream().mapToLong(Long::longValue).max().orElse(0);
        return free() >= ROOM * size.bytes() && roomiest >= ROOM * size.bytesOfAShard();
    }
}
