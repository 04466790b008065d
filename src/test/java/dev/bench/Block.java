package dev.bench;

import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one arm did in one turn: how many tasks in how many seconds, their latencies, the CPU time by process. */
record Block(int tasks, double seconds, Histogram micros, Map<String, Double> cpuMillis) {

    double perSecond() {
        return tasks / seconds;
    }
}
