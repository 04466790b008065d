package dev.userservice.search;

import dev.userservice.user.Tier;
import java.util.List;

/** One condition on whom to find. Values inside a filter are alternatives; all filters must hold. */
sealed interface Filter {

    /** The query parameter it came from. */
    String parameter();

    /** Its values as text. */
    List<String> values();

    /** Has one of these labels, whatever their case and accents. */
    record OneOf(Label label, List<String> values) implements Filter {
        @Override
        public String parameter() {
            return label.parameter();
        }
    }

    /** Names one of these places in the location: a city, a country, or the words as they stand. */
    record At(List<String> values) implements Filter {
        @Override
        public String parameter() {
            return "location";
        }
    }

    /** Is in one of these follower tiers. */
    record InTier(List<Tier> tiers) implements Filter {
        @Override
        public String parameter() {
            return "tier";
        }

        @Override
        public List<String> values() {
            return tiers.stream().map(Tier::word).toList();
        }
    }

    /** A number that is at least {@code value}. */
    record AtLeast(String parameter, Measure measure, double value) implements Filter {
        @Override
        public List<String> values() {
            return List.of(Double.toString(value));
        }
    }

    /** A number that is at most {@code value}. */
    record AtMost(String parameter, Measure measure, double value) implements Filter {
        @Override
        public List<String> values() {
            return List.of(Double.toString(value));
        }
    }

    /** Has, or has not, a verified e-mail address. */
    record Verified(boolean value) implements Filter {
        @Override
        public String parameter() {
            return "verified";
        }

        @Override
        public List<String> values() {
            return List.of(Boolean.toString(value));
        }
    }

    /** Was active in the last so many days. */
    record ActiveWithin(long days) implements Filter {
        @Override
        public String parameter() {
            return "activeWithinDays";
        }

        @Override
        public List<String> values() {
            return List.of(Long.toString(days));
        }
    }

    /** The numbers that can be bounded: document field and column. */
    enum Measure {
        FOLLOWERS("estimatedFollowers", "estimated_followers"),
        ENGAGEMENT("engagementRate", "engagement_rate"),
        RATE("hourlyRate", "hourly_rate");

        private final String field;
        private final String column;

        Measure(String field, String column) {
            this.field = field;
            this.column = column;
        }

        String field() {
            return field;
        }

        String column() {
            return column;
        }
    }
}
