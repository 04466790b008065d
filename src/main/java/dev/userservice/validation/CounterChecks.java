package dev.userservice.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has everybody checked at intervals, and on demand; one check at a time, whatever the number of instances. */
@Component
class CounterChecks {

    private static final Logger log = LoggerFactory.getLogger(CounterChecks.class);

    private final CounterCheck counterCheck;
    private final ValidationRows rows;
    private final ValidationProperties properties;
    private final ObjectMapper json;
    private volatile Optional<Report> known = Optional.empty();

    CounterChecks(CounterCheck counterCheck, ValidationRows rows, ValidationProperties properties, ObjectMapper json) {
        this.counterCheck = counterCheck;
        this.rows = rows;
        this.properties = properties;
        this.json = json;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
    void checkIfDue() {
        try {
            if (properties.isOn() && rows.isDue(properties.interval())) {
                start(false);
            }
            known = latest();
        } catch (DataAccessException e) {
            log.warn("The counters are checked later: {}", e.getMessage());
        }
    }

    /** Starts a check on a thread of its own; false if one is under way already. */
    boolean start(boolean repair) {
        if (!rows.claim(properties.lease())) {
            return false;
        }
        Thread.ofVirtual().name("validation").start(() -> check(repair));
        return true;
    }

    // after a failure the lease ends by itself
    private void check(boolean repair) {
        try {
            Report report = counterCheck.check(repair);
            known = Optional.of(report);
            if (report.open() > 0) {
                log.warn("The counters of users are wrong: {}", report.findings());
            }
            rows.finish(json.writeValueAsString(report));
        } catch (RuntimeException | JsonProcessingException e) {
            log.warn("A check of the counters came to no end: {}", e.getMessage());
        }
    }

    boolean isRunning() {
        return rows.isRunning();
    }

    /** The latest report of any instance. */
    Optional<Report> latest() {
        return rows.report().map(this::read);
    }

    /** The same as of a minute ago, for nothing. */
    Optional<Report> known() {
        return known;
    }

    private Report read(String report) {
        try {
            return json.readValue(report, Report.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The report cannot be read", e);
        }
    }
}
