package dev.userservice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The alert rules that are shipped with the service. */
final class AlertRules {

    static final Path FILE = Path.of("src/main/resources/monitoring/alerts.yml");

    // whatever stands before a selector, a range, an operator or a closing bracket, but is no function
    private static final Pattern METRIC = Pattern.compile("\\b[a-z][a-z0-9]*_[a-z0-9_]+\\b(?!\\()");
    private static final Pattern TEXT_OR_GROUPING = Pattern.compile("\"[^\"]*\"|\\b(by|without)\\s*\\([^)]*\\)");

    private AlertRules() {}

    /** One alert. */
    record Rule(String alert, String expression, String runbook) {

        Set<String> metrics() {
            return new TreeSet<>(
                    METRIC.matcher(TEXT_OR_GROUPING.matcher(expression).replaceAll(""))
                            .results()
                            .map(MatchResult::group)
                            .toList());
        }
    }

    static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        for (Map<?, ?> group : maps(yaml().get("groups"))) {
            for (Map<?, ?> rule : maps(group.get("rules"))) {
                Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
                rules.add(new Rule(
                        String.valueOf(rule.get("alert")),
                        String.valueOf(rule.get("expr")),
                        String.valueOf(annotations.get("runbook_url"))));
            }
        }
        return rules;
    }

    private static Map<?, ?> yaml() {
        try {
            return new Yaml().load(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<?, ?>> maps(Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        ((List<?>) list).forEach(item -> maps.add((Map<?, ?>) item));
        return maps;
    }
}
