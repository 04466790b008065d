package dev.userctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as text, in the manner of a diff. */
final class PlanText {

    private static final int LONGEST_VALUE = 60;

    private PlanText() {}

    static List<String> of(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: mapping version %s, the file has %s"
                .formatted(
                        plan.path("index").asText(),
                        plan.at("/mappingVersion/live").asText("unknown"),
                        plan.at("/mappingVersion/file").asText("unknown")));
        plan.path("changes").forEach(change -> add(lines, change));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%,d documents in %s, %s free%s",
                plan.path("documents").asLong(),
                size(plan.path("bytes").asLong()),
                size(plan.path("freeBytes").asLong()),
                plan.has("estimatedSeconds") ? "; " + estimate(plan) : ""));
        lines.add(conclusion(plan));
        plan.path("refusals").forEach(refusal -> lines.add("Not now: " + refusal.asText()));
        return lines;
    }

    private static String estimate(JsonNode plan) {
        String time = time(plan.path("estimatedSeconds").asLong());
        return plan.path("estimateIncludesTrial").asBoolean()
                ? "a rebuild takes about " + time
                : "a rebuild takes about %s and the trial of the new index".formatted(time);
    }

    private static void add(List<String> lines, JsonNode change) {
        lines.add("");
        lines.add("%s %-9s  %s"
                .formatted(
                        sign(change.path("kind").asText()),
                        change.path("verdict").asText().replace('_', ' '),
                        change.path("path").asText()));
        lines.add("             " + values(change));
        lines.add("             " + change.path("why").asText());
    }

    private static String sign(String kind) {
        return switch (kind) {
            case "added" -> "+";
            case "removed" -> "-";
            default -> "~";
        };
    }

    private static String values(JsonNode change) {
        if (!change.has("live")) {
            return shortened(change.path("file"));
        }
        return change.has("file")
                ? shortened(change.path("live")) + " -> " + shortened(change.path("file"))
                : shortened(change.path("live"));
    }

    private static String shortened(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }

    private static String conclusion(JsonNode plan) {
        boolean isRefused = !plan.path("refusals").isEmpty();
        return switch (plan.path("change").asText()) {
            case "none" -> "Nothing to do.";
            case "in_place" ->
                isRefused
                        ? "No rebuild needed."
                        : "No rebuild needed: a restart of the service changes the index in place.";
            default -> "A rebuild is needed.";
        };
    }

    private static String size(long bytes) {
        double size = bytes;
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
    }

    private static String time(long seconds) {
        return seconds < 120 ? seconds + " s" : "%d min".formatted((seconds + 59) / 60);
    }
}
