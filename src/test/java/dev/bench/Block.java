package dev.bench;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one arm did in one turn: how many tasks in how many seconds, their latencies, and what was spent on them: CPU time
 * in milliseconds by process, or whatever else was counted.
 */
record Block(int tasks, double seconds, Histogram micros, Map<String, Double> spent) {

    double perSecond() {
        return tasks / seconds;
    }
}
