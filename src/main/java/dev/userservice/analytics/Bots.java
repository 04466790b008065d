package dev.userservice.analytics;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells programs from people by what they call themselves; the README repeats the list. */
final class Bots {

    private static final Pattern NAMES = Pattern.compile(
            "bot|crawl|spider|slurp|scrap|preview|monitor|headless|lighthouse|facebookexternalhit|curl/|wget/|python"
                    + "|java/|java-http-client|apache-httpclient|go-http-client|node-fetch|libwww",
            Pattern.CASE_INSENSITIVE);

    private Bots() {}

    /** A program without any name is one too. */
    static boolean include(@Nullable String userAgent) {
        return userAgent == null
                || userAgent.isBlank()
                || NAMES.matcher(userAgent).find();
    }
}
